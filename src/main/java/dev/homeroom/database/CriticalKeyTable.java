package dev.homeroom.database;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.spi.CriticalRows;
import dev.homeroom.cache.spi.GenerationWriter;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table of critical keys. Each statement is bounded by the data source (2 s). */
@ApplicationScoped
class CriticalKeyTable implements CriticalRows {
  /** So often another server may insert or delete the row between two statements of ours. */
  private static final int TRIES = 5;

  private static final String SELECT =
      "select content, expires_at from critical_key where name = ? and expires_at > ?";

  private static final String INSERT =
      "insert into critical_key (name, content, expires_at) select ?, ?, ?"
          + " where not exists (select 1 from critical_key where name = ?)";

  private static final String PAGE =
      "select name from critical_key where name > ? and expires_at > ? order by name"
          + " fetch first ? rows only";

  private static final String DELETE_ENDED =
      "delete from critical_key where name in (select name from"
          // MariaDB takes a limit only one level further in.
          + " (select name from critical_key"
          + " where expires_at <= ? order by expires_at fetch first 1000 rows only) ended)";

  @Resource(lookup = "jdbc/homeroom")
  DataSource dataSource;

  @Inject GenerationWriter generations;
  @Inject KnownGenerations known;
  @Inject Clock clock;

  @Override
  public Optional<Row> find(String key) {
    return Optional.ofNullable(findAll(List.of(key)).get(key));
  }

  @Override
  @Transactional
  public Map<String, Row> findAll(List<String> keys) {
    String sql =
        "select content, expires_at, name from critical_key where expires_at > ? and name in ("
            + String.join(", ", Collections.nCopies(keys.size(), "?"))
            + ")";
    return run(
        connection -> {
          Map<String, Row> rows = new LinkedHashMap<>();
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, clock.millis());
            for (int i = 0; i < keys.size(); i++) {
              statement.setString(i + 2, keys.get(i));
            }
            try (ResultSet found = statement.executeQuery()) {
              while (found.next()) {
                rows.put(found.getString(3), new Row(found.getBytes(1), found.getLong(2)));
              }
            }
          }
          return rows;
        });
  }

  @Override
  @Transactional
  public void change(String key, Tag tag, UnaryOperator<@Nullable Row> change) {
    run(
        connection -> {
          for (int i = 0; i < TRIES; i++) {
            if (isChanged(connection, key, tag, change)) {
              return true;
            }
          }
          throw new SQLException("a critical key changes too often", "40001");
        });
  }

  /** Returns false if another transaction made the row meanwhile: then it is looked at again. */
  private boolean isChanged(
      Connection connection, String key, Tag tag, UnaryOperator<@Nullable Row> change)
      throws SQLException {
    Row old = locked(connection, key);
    Row live = old != null && old.expiresAtMillis() > clock.millis() ? old : null;
    Row changed = change.apply(live);
    if (changed == live) {
      return true;
    }
    if (old == null) {
      if (changed != null && insert(connection, key, changed) == 0) {
        return false;
      }
    } else if (changed == null) {
      delete(connection, key);
    } else {
      update(connection, key, changed);
    }
    generations.replace(List.of(tag));
    return true;
  }

  private static @Nullable Row locked(Connection connection, String key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT + " for update")) {
      statement.setString(1, key);
      // Ended rows too: they stand in the way of an insertion.
      statement.setLong(2, Long.MIN_VALUE);
      try (ResultSet found = statement.executeQuery()) {
        return found.next() ? new Row(found.getBytes(1), found.getLong(2)) : null;
      }
    }
  }

  private static int insert(Connection connection, String key, Row row) throws SQLException {
    String sql = DatabaseKind.of(connection).insertUnlessThere(INSERT);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, key);
      statement.setBytes(2, row.value());
      statement.setLong(3, row.expiresAtMillis());
      statement.setString(4, key);
      return statement.executeUpdate();
    } catch (SQLException e) {
      // H2 and MariaDB report a row that came in between; PostgreSQL inserts nothing.
      if (SqlErrors.isUniqueViolation(e)) {
        return 0;
      }
      throw e;
    }
  }

  private static void update(Connection connection, String key, Row row) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update critical_key set content = ?, expires_at = ? where name = ?")) {
      statement.setBytes(1, row.value());
      statement.setLong(2, row.expiresAtMillis());
      statement.setString(3, key);
      statement.executeUpdate();
    }
  }

  private static void delete(Connection connection, String key) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from critical_key where name = ?")) {
      statement.setString(1, key);
      statement.executeUpdate();
    }
  }

  @Override
  @Transactional
  public List<String> keysAfter(String key, int limit) {
    return run(
        connection -> {
          List<String> keys = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
            statement.setString(1, key);
            statement.setLong(2, clock.millis());
            statement.setInt(3, limit);
            try (ResultSet found = statement.executeQuery()) {
              while (found.next()) {
                keys.add(found.getString(1));
              }
            }
          }
          return keys;
        });
  }

  @Override
  @Transactional
  public int deleteEnded() {
    return run(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(DELETE_ENDED)) {
            statement.setLong(1, clock.millis());
            return statement.executeUpdate();
          }
        });
  }

  /** Returns a connection; fails at once while the database is known to be away. */
  private Connection connection() throws SQLException {
    if (known.databaseAway()) {
      throw new SQLTransientConnectionException("the database is known to be away", "08001");
    }
    return dataSource.getConnection();
  }

  @FunctionalInterface
  private interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private <T> T run(Work<T> work) {
    try (Connection connection = connection()) {
      return work.run(connection);
    } catch (SQLException e) {
      throw new CriticalKeysFailedException(e);
    }
  }
}
