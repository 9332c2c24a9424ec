package dev.homeroom.sql;

import dev.homeroom.cache.KnownGenerations;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL statements, in the caller's transaction if there is one. Each statement ends after at
 * most 2 s, and fails at once while the database is known to be away.
 *
 * <p>It uses plain JDBC, because native queries of JPA return each database's own types (ADR 0004).
 */
@ApplicationScoped
public class Queries {
  private static final int TIMEOUT_SECONDS = 2;

  /** The time after the first statement at which the last one may begin: a request ends in 5 s. */
  private static final Duration LAST_STATEMENT = Duration.ofMillis(2500);

  @Resource(lookup = "jdbc/homeroom")
  DataSource dataSource;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  @Nullable TransactionSynchronizationRegistry registry;

  @Inject @Nullable KnownGenerations known;

  /** For CDI, which sets the data source. */
  @SuppressWarnings("NullAway.Init") // The container's @Resource.
  protected Queries() {}

  /** Makes an instance on a data source, without a container. */
  public Queries(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Returns the rows of a query, in its order; empty if it finds none.
   *
   * @param parameters one per question mark: numbers, text, truth values, dates, times, moments,
   *     null
   * @throws DatabaseException if the database refuses or is away
   */
  public <T> List<T> list(String sql, Row.Reader<T> reader, @Nullable Object... parameters) {
    return run(
        sql,
        statement -> {
          List<T> found = new ArrayList<>();
          try (ResultSet results = statement.executeQuery()) {
            Row row = new Row(results);
            while (results.next()) {
              found.add(reader.read(row));
            }
          }
          return found;
        },
        parameters);
  }

  /**
   * Returns the first row that a query finds; empty if none.
   *
   * @throws DatabaseException if the database refuses or is away
   */
  public <T> Optional<T> find(String sql, Row.Reader<T> reader, @Nullable Object... parameters) {
    return list(sql, reader, parameters).stream().findFirst();
  }

  /**
   * Changes rows, and returns their number.
   *
   * @throws DatabaseException if the database refuses or is away
   */
  public int update(String sql, @Nullable Object... parameters) {
    return run(sql, PreparedStatement::executeUpdate, parameters);
  }

  /**
   * Changes rows by one statement with each set of parameters, in one round trip.
   *
   * @throws DatabaseException if the database refuses or is away
   */
  public void batch(String sql, List<? extends List<? extends @Nullable Object>> parameters) {
    if (parameters.isEmpty()) {
      return;
    }
    run(
        sql,
        statement -> {
          for (List<? extends @Nullable Object> row : parameters) {
            bind(statement, row.toArray());
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  /** Returns question marks for an {@code in (…)}, at least one. */
  public static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }

  @FunctionalInterface
  private interface StatementWork<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  private <T> T run(String sql, StatementWork<T> work, @Nullable Object... parameters) {
    try (Connection connection = connection();
        PreparedStatement statement =
            connection.prepareStatement(MariaDbWords.of(sql, connection))) {
      statement.setQueryTimeout(TIMEOUT_SECONDS);
      bind(statement, parameters);
      return work.run(statement);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private Connection connection() throws SQLException {
    KnownGenerations generations = known;
    if (generations != null && generations.databaseAway()) {
      throw new SQLTransientConnectionException("the database is known to be away", "08001");
    }
    requireTime();
    return dataSource.getConnection();
  }

  /** Refuses a statement late in a transaction, so that slow statements do not add up. */
  private void requireTime() throws SQLException {
    TransactionSynchronizationRegistry transactions = registry;
    if (transactions == null || transactions.getTransactionKey() == null) {
      return;
    }
    long now = System.nanoTime();
    if (!(transactions.getResource(Queries.class) instanceof Long began)) {
      transactions.putResource(Queries.class, now);
    } else if (now - began > LAST_STATEMENT.toNanos()) {
      throw new SQLTimeoutException("the transaction took too long", "57014");
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object given = parameters[i];
      // PostgreSQL's driver takes moments only with an offset.
      statement.setObject(
          i + 1, given instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : given);
    }
  }
}
