package dev.homeroom.sql;

import java.sql.SQLException;

/** Thrown when the database refused a statement or is away. The message is for logs only. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseException(SQLException cause) {
    super("the database refused a statement or is away", cause);
  }
}
