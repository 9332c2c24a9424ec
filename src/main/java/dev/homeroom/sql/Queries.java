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
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on the database of the school, in the caller's transaction if there is one. Each
 * statement ends after 2 s at the latest, and at once while the database is known to be away:
 * nobody waits for what the poller waits for already.
 *
 * <p>Plain JDBC and not native queries of JPA, because those answer each database's own types; ADR
 * 0004 tells why.
 */
@ApplicationScoped
public class Queries {
  private static final int TIMEOUT_SECONDS = 2;

  /** After the first, so that a request ends within 5 s. */
  private static final Duration LAST_STATEMENT = Duration.ofMillis(2500);

  @Resource(lookup = "jdbc/homeroom")
  DataSource dataSource;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  @Nullable TransactionSynchronizationRegistry registry;

  @Inject @Nullable KnownGenerations known;

  /** For the container, which sets the data source. */
  @SuppressWarnings("NullAway.Init") // The container's @Resource.
  protected Queries() {}

  /** Reads from a data source, without a container. */
  public Queries(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Returns what a query finds, in its order; empty if nothing.
   *
   * @param parameters one a question mark: numbers, text, truth values, dates, times, moments, null
   * @throws DatabaseException if the database refuses or is away
   */
  public <T> List<T> list(String sql, Row.Reader<T> reader, @Nullable Object... parameters) {
    try (Connection connection = connection();
        PreparedStatement statement = prepared(connection, sql, parameters);
        ResultSet results = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      Row row = new Row(results);
      while (results.next()) {
        found.add(reader.read(row));
      }
      return found;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
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
   * Changes rows and returns how many.
   *
   * @throws DatabaseException if the database refuses or is away
   */
  public int update(String sql, @Nullable Object... parameters) {
    try (Connection connection = connection();
        PreparedStatement statement = prepared(connection, sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
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
    try (Connection connection = connection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(TIMEOUT_SECONDS);
      for (List<? extends @Nullable Object> row : parameters) {
        bind(statement, row.toArray());
        statement.addBatch();
      }
      statement.executeBatch();
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

  /** A slow database must not add its statements up: none begins late in a transaction. */
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

  private static PreparedStatement prepared(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      statement.setQueryTimeout(TIMEOUT_SECONDS);
      bind(statement, parameters);
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, portable(parameters[i]));
    }
  }

  /** PostgreSQL's driver takes moments only with an offset. */
  private static @Nullable Object portable(@Nullable Object parameter) {
    return parameter instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : parameter;
  }
}
