package dev.homeroom.audit;

import java.sql.SQLException;

/** Thrown when a record cannot be written: its action must fail too. */
final class AuditNotWrittenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AuditNotWrittenException(SQLException cause) {
    super("the audit log was not written", cause);
  }
}
