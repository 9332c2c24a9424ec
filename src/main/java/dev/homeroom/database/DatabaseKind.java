package dev.homeroom.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A database product, and the few statements in which it differs. */
public enum DatabaseKind {
  /** H2, embedded; serves one instance. */
  H2("h2", "select clock_timestamp()", ""),
  /** PostgreSQL. */
  POSTGRESQL("postgresql", "select statement_timestamp()", " on conflict do nothing");

  private final String folder;
  private final String clockSql;
  private final String ifNotThere;

  DatabaseKind(String folder, String clockSql, String ifNotThere) {
    this.folder = folder;
    this.clockSql = clockSql;
    this.ifNotThere = ifNotThere;
  }

  /**
   * Returns the kind behind a data source.
   *
   * @throws IllegalStateException if it is none that Homeroom runs on
   */
  public static DatabaseKind of(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return of(connection);
    }
  }

  /**
   * Returns the kind that a connection leads to; the driver knows it without asking.
   *
   * @throws IllegalStateException if it is none that Homeroom runs on
   */
  public static DatabaseKind of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product) {
      case "H2" -> H2;
      case "PostgreSQL" -> POSTGRESQL;
      default ->
          throw new IllegalStateException(
              "DB_URL leads to " + product + "; Homeroom runs on H2 and PostgreSQL");
    };
  }

  /** Returns the class path folders of its migrations. */
  public String[] migrations() {
    return new String[] {"classpath:db/migration", "classpath:db/" + folder};
  }

  /** Returns the query of the clock that stamps {@code changed_at}. */
  String clockSql() {
    return clockSql;
  }

  /**
   * Returns an insertion of one row that leaves a row of the same key as it is. PostgreSQL says
   * nothing then; on H2 the caller must take {@link SqlErrors#isUniqueViolation} for an answer.
   */
  public String insertUnlessThere(String insertion) {
    return insertion + ifNotThere;
  }
}
