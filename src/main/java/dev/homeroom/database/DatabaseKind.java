package dev.homeroom.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A database product, with the statements that differ between products. */
public enum DatabaseKind {
  /**
   * H2, embedded; serves one instance. Changes are found by the statement's clock, 10 s back: twice
   * as long as a writer may hold its tags.
   */
  H2(
      "h2",
      "select '', cast(extract(epoch from clock_timestamp()) * 1000 as bigint),"
          + " cast(clock_timestamp() as varchar)",
      "changed_at > dateadd(second, -10, cast(? as timestamp(6) with time zone))",
      ""),
  /**
   * PostgreSQL 13 or later. Changes are found by the transaction that made them: exactly those that
   * an earlier snapshot did not show, however late they were committed.
   */
  POSTGRESQL(
      "postgresql",
      "select extract(epoch from pg_postmaster_start_time()) || '/' || oid,"
          + " cast(cast(pg_snapshot_xmax(seen) as text) as bigint), cast(seen as text)"
          + " from pg_current_snapshot() as seen, pg_database where datname = current_database()",
      "changed_in >= pg_snapshot_xmin(cast(? as pg_snapshot))"
          + " and not pg_visible_in_snapshot(changed_in, cast(? as pg_snapshot))"
          // A restored dump holds transaction numbers that are in the future of this cluster.
          + " and changed_in < pg_snapshot_xmax(pg_current_snapshot())",
      " on conflict do nothing"),
  /**
   * MariaDB 10.6 or later. Changes are found by the statement's clock, as on H2: what is committed
   * later than 10 s after its statement is found by the comparison of the totals, within 60 s.
   */
  MARIADB(
      "mariadb",
      "select '', cast(unix_timestamp(utc_timestamp(6)) * 1000 as signed),"
          + " cast(utc_timestamp(6) as char)",
      "changed_at > cast(? as datetime(6)) - interval 10 second",
      "");

  private final String folder;
  private final String positionSql;
  private final String changedSql;
  private final String ifNotThere;

  DatabaseKind(String folder, String positionSql, String changedSql, String ifNotThere) {
    this.folder = folder;
    this.positionSql = positionSql;
    this.changedSql = changedSql;
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
   * Returns the kind of a connection's database, without a query.
   *
   * @throws IllegalStateException if it is none that Homeroom runs on
   */
  public static DatabaseKind of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product) {
      case "H2" -> H2;
      case "PostgreSQL" -> POSTGRESQL;
      case "MariaDB" -> MARIADB;
      default ->
          throw new IllegalStateException(
              "DB_URL leads to " + product + "; Homeroom runs on H2, PostgreSQL and MariaDB");
    };
  }

  /** Returns the class path folders of its migrations. */
  public String[] migrations() {
    return this == MARIADB
        ? new String[] {"classpath:db/" + folder}
        : new String[] {"classpath:db/migration", "classpath:db/" + folder};
  }

  /** Returns the moment that is a number of seconds ago, which is its one parameter. */
  String secondsAgo() {
    return this == MARIADB
        ? "current_timestamp(6) - interval ? second"
        : "current_timestamp - cast(? as integer) * interval '1' second";
  }

  /** Returns the query that reads the three parts of a {@link PollPosition}. */
  String positionSql() {
    return positionSql;
  }

  /** Returns the condition of {@link Changes}; each {@code ?} is the position's text. */
  String changedSql() {
    return changedSql;
  }

  /**
   * Returns an insertion of one row that leaves a row of the same key as it is. PostgreSQL reports
   * no error then; on the others the caller must accept {@link SqlErrors#isUniqueViolation}.
   */
  public String insertUnlessThere(String insertion) {
    return insertion + ifNotThere;
  }
}
