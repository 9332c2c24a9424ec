package dev.homeroom.sql;

import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;

/** Tells a row whose key another row has already from other failures of the database. */
public final class UniqueViolation {
  /** SQL's state of it, on PostgreSQL and on H2. */
  private static final String STATE = "23505";

  private static final int MAX_CAUSES = 20;

  private UniqueViolation() {}

  /** Returns whether a failure, or one of its first 20 causes, is a unique violation. */
  public static boolean isIn(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(MAX_CAUSES)
        .anyMatch(cause -> cause instanceof SQLException sql && STATE.equals(sql.getSQLState()));
  }
}
