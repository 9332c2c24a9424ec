package dev.homeroom.database;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Checks at the start that each connection to PostgreSQL keeps one session and has the limits that
 * were asked for, which a pooler such as pgbouncer may prevent. It would go unnoticed later, until
 * a lock is held for too long.
 *
 * <p>A pooler in transaction mode is refused: prepared statements would be missing in other
 * sessions, and session settings of the migrations and the pool would reach other clients.
 */
@ApplicationScoped
class PoolerCheck {
  /** The number of looks, as the pooler may give the same session by chance. */
  private static final int LOOKS = 5;

  private static final String CHANGES =
      "a pooler between Homeroom and PostgreSQL changes the session with each transaction"
          + " (pgbouncer: pool_mode=transaction or statement); Homeroom needs one session"
          + " per connection. Do connect directly, or set pool_mode=session.";

  private static final String REFUSES =
      "a pooler between Homeroom and PostgreSQL refuses the property \"options\", by which Homeroom"
          + " limits its sessions. Do connect directly; or let the pooler ignore it (pgbouncer:"
          + " pool_mode=session, ignore_startup_parameters=options), and the next start says what"
          + " the role needs instead.";

  // Not shareable: Liberty might return one connection for both.
  @Resource(lookup = "jdbc/homeroom", shareable = false)
  DataSource dataSource;

  @Resource(lookup = "jdbc/cache", shareable = false)
  DataSource cacheDataSource;

  void check(@Observes @Priority(18) Startup event) throws SQLException {
    check(dataSource, cacheDataSource);
  }

  /**
   * Checks both data sources, if they lead to PostgreSQL.
   *
   * @throws IllegalStateException if sessions change, or lack a limit, with what to do
   * @throws SQLException if the database is away
   */
  static void check(DataSource homeroom, DataSource cache) throws SQLException {
    try {
      if (DatabaseKind.of(homeroom) == DatabaseKind.POSTGRESQL) {
        requireSessions(cache);
        requireLimits(homeroom, cache);
      }
    } catch (SQLException e) {
      // Both are messages of pgbouncer.
      String said = String.valueOf(e.getMessage());
      if (said.contains("unsupported startup parameter")) {
        throw new IllegalStateException(REFUSES, e);
      }
      if (said.contains("not allowed in statement pooling mode")) {
        throw new IllegalStateException(CHANGES, e);
      }
      throw e;
    }
  }

  /** Checks that a connection keeps its session while another one is in a transaction. */
  private static void requireSessions(DataSource cache) throws SQLException {
    try (Connection one = cache.getConnection();
        Connection other = cache.getConnection()) {
      boolean autoCommit = other.getAutoCommit();
      other.setAutoCommit(false);
      for (int i = 0; i < LOOKS; i++) {
        String session = session(one);
        // The other first: if it has the same session, the pooler may have no second one.
        if (session(other).equals(session) || !session(one).equals(session)) {
          throw new IllegalStateException(CHANGES);
        }
        other.rollback();
      }
      // Only here: after a failure the start ends.
      other.setAutoCommit(autoCommit);
    }
  }

  private static void requireLimits(DataSource homeroom, DataSource cache) throws SQLException {
    List<SessionLimits.MissingLimit> missing = new ArrayList<>();
    String role;
    try (Connection connection = homeroom.getConnection()) {
      missing.addAll(SessionLimits.HOMEROOM.missing(connection));
      role = text(connection, "select quote_ident(current_user)");
    }
    try (Connection connection = cache.getConnection()) {
      missing.addAll(SessionLimits.CACHE.missing(connection));
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "PostgreSQL's sessions lack limits that Homeroom asked for ("
              + missing.stream()
                  .map(SessionLimits.MissingLimit::text)
                  .collect(Collectors.joining("; "))
              + " is needed): a pooler drops the property \"options\", or DB_URL has another. Do"
              + " remove that from DB_URL, or connect directly, or let the role have them: "
              + SessionLimits.statements(role, missing)
              + " A pooler must open new connections then.");
    }
  }

  private static String session(Connection connection) throws SQLException {
    return text(connection, "select cast(pg_backend_pid() as text)");
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
