package dev.homeroom.classes;

import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;

/** Tells a conflict of two writes from other failures of the database. */
final class Conflicts {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final int MAX_CAUSES = 20;

  private Conflicts() {}

  /** Returns whether another transaction changed the row, or inserted it, first. */
  static boolean isConflict(PersistenceException failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (cause instanceof OptimisticLockException
          || (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState()))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
