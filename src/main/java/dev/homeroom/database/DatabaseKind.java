package dev.homeroom.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A database product, and the few statements in which it differs. */
public enum DatabaseKind {
  /** H2, embedded; serves one instance. */
  H2(
      "h2",
      "select clock_timestamp()",
      "insert into generation (tag) select ? where not exists"
          + " (select 1 from generation where tag = ?)"),
  /** PostgreSQL. */
  POSTGRESQL(
      "postgresql",
      "select statement_timestamp()",
      "insert into generation (tag) select ? where not exists"
          + " (select 1 from generation where tag = ?) on conflict do nothing");

  private final String folder;
  private final String clockSql;
  private final String insertTagSql;

  DatabaseKind(String folder, String clockSql, String insertTagSql) {
    this.folder = folder;
    this.clockSql = clockSql;
    this.insertTagSql = insertTagSql;
  }

  /**
   * Returns the kind behind a data source.
   *
   * @throws IllegalStateException if it is none that Homeroom runs on
   */
  public static DatabaseKind of(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return switch (product) {
        case "H2" -> H2;
        case "PostgreSQL" -> POSTGRESQL;
        default ->
            throw new IllegalStateException(
                "DB_URL leads to " + product + "; Homeroom runs on H2 and PostgreSQL");
      };
    }
  }

  /** Returns the class path folders of its migrations. */
  public String[] migrations() {
    return new String[] {"classpath:db/migration", "classpath:db/" + folder};
  }

  /** Returns the query of the clock that stamps {@code changed_at}. */
  String clockSql() {
    return clockSql;
  }

  /** Returns the insertion of a tag's row, the tag given twice; another's insertion is no error. */
  String insertTagSql() {
    return insertTagSql;
  }
}
