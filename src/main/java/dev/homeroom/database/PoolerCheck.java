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
 * Looks at the start whether PostgreSQL's connections are what Homeroom needs, or whether a pooler
 * between, such as pgbouncer, gives it less: each connection keeps one session, and has the limits
 * that were asked for. Nobody would notice later, until a lock is held for longer.
 *
 * <p>A pooler of transactions is refused. The driver's prepared statements would be looked for in
 * sessions that do not have them, and what the migrations and the pool set in a session would be
 * others'.
 */
@ApplicationScoped
class PoolerCheck {
  /** Other servers may use the pooler meanwhile, so that a session comes back by chance. */
  private static final int LOOKS = 5;

  private static final String CHANGES =
      "a pooler between Homeroom and PostgreSQL changes the session with each transaction"
          + " (pgbouncer: pool_mode=transaction or statement); Homeroom needs one session a"
          + " connection. Do connect directly, or set pool_mode=session.";

  private static final String REFUSES =
      "a pooler between Homeroom and PostgreSQL refuses the property \"options\", by which Homeroom"
          + " limits its sessions. Do connect directly; or let the pooler ignore it (pgbouncer:"
          + " pool_mode=session, ignore_startup_parameters=options), and the next start says what"
          + " the role needs instead.";

  // Not shareable: Liberty might give one connection for two.
  @Resource(lookup = "jdbc/homeroom", shareable = false)
  DataSource dataSource;

  @Resource(lookup = "jdbc/cache", shareable = false)
  DataSource cacheDataSource;

  void check(@Observes @Priority(18) Startup event) throws SQLException {
    check(dataSource, cacheDataSource);
  }

  /**
   * Looks at both data sources; at nothing unless they lead to PostgreSQL.
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
      // Both are pgbouncer's words.
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

  /**
   * While another connection is in a transaction, the first is still in the session it was in. What
   * fails is not tidied up: the start ends.
   */
  private static void requireSessions(DataSource cache) throws SQLException {
    try (Connection one = cache.getConnection();
        Connection other = cache.getConnection()) {
      boolean autoCommit = other.getAutoCommit();
      other.setAutoCommit(false);
      for (int i = 0; i < LOOKS; i++) {
        String session = session(one);
        // The other's first: if it is the same, a pooler may have no second one to ask in.
        if (session(other).equals(session) || !session(one).equals(session)) {
          throw new IllegalStateException(CHANGES);
        }
        other.rollback();
      }
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
