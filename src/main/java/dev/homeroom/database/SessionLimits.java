package dev.homeroom.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The time limits of statements, locks and idle transactions on a data source's connections to
 * PostgreSQL. {@code server.xml} asks for them when a connection is opened; only PostgreSQL can say
 * whether the connection has them.
 *
 * @param dataSource its name in JNDI
 * @param longest by the names of PostgreSQL's settings
 */
record SessionLimits(String dataSource, Map<String, Duration> longest) {
  private static final String LOCK_WAIT = "lock_timeout";
  private static final String IDLE_TIME = "idle_in_transaction_session_timeout";

  /** The limits of requests: the property {@code options} of {@code …/homeroom}. */
  static final SessionLimits HOMEROOM =
      new SessionLimits(
          "jdbc/homeroom",
          Map.of(LOCK_WAIT, Duration.ofSeconds(2), IDLE_TIME, Duration.ofSeconds(5)));

  /** The limits of the cache: the property {@code options} of {@code …/cache}. */
  static final SessionLimits CACHE =
      new SessionLimits(
          "jdbc/cache",
          Map.of(LOCK_WAIT, Duration.ofMillis(1500), "statement_timeout", Duration.ofMillis(1800)));

  SessionLimits {
    longest = Map.copyOf(longest);
  }

  /** A limit that a connection lacks, with the value that PostgreSQL reports. */
  record MissingLimit(String dataSource, String setting, Duration longest, String found) {
    /** Returns the found value and the required one as text. */
    String text() {
      String shown = found.equals("0") ? "0 (none)" : found;
      return setting + " of " + dataSource + " is " + shown + ", 1ms to " + millis(longest);
    }
  }

  /** Returns the limits that a connection lacks: those that are missing or longer than required. */
  List<MissingLimit> missing(Connection connection) throws SQLException {
    String sql = "select cast(setting as bigint), current_setting(name) from pg_settings";
    List<MissingLimit> missing = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql + " where name = ?")) {
      for (String setting : longest.keySet().stream().sorted().toList()) {
        Duration most = longest.getOrDefault(setting, Duration.ZERO);
        statement.setString(1, setting);
        try (ResultSet row = statement.executeQuery()) {
          boolean known = row.next();
          // All of these settings are in milliseconds; 0 is no limit.
          if (!known || row.getLong(1) == 0 || row.getLong(1) > most.toMillis()) {
            String found = known ? row.getString(2) : "unknown";
            missing.add(new MissingLimit(dataSource, setting, most, found));
          }
        }
      }
    }
    return missing;
  }

  /** Returns the statements that give a role the missing limits, each setting once. */
  static String statements(String role, List<MissingLimit> missing) {
    Map<String, Duration> least = new LinkedHashMap<>();
    for (MissingLimit one : missing) {
      least.merge(one.setting(), one.longest(), (a, b) -> a.compareTo(b) < 0 ? a : b);
    }
    List<String> statements = new ArrayList<>();
    least.forEach(
        (setting, most) ->
            statements.add(
                "ALTER ROLE " + role + " SET " + setting + " = '" + millis(most) + "';"));
    return String.join(" ", statements);
  }

  private static String millis(Duration limit) {
    return limit.toMillis() + "ms";
  }
}
