package dev.homeroom.audit;

import dev.homeroom.sql.MariaDbWords;
import dev.homeroom.sql.UniqueViolation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to the chain of this instance, in the transaction of a given connection. The
 * chain's row is its head: it is locked from here to the transaction's end, so that records follow
 * each other in the order of their commits, and a transaction that is rolled back leaves no gap.
 *
 * <p>Other instances have chains of their own, so no instance waits for another.
 */
final class AuditChain {
  private static final int TIMEOUT_SECONDS = 2;

  /** The most instances that start in the same moment, and want the same number. */
  private static final int MAX_TRIES = 20;

  private static final String LOCK =
      "select number, seq, hash, clock_timestamp() from audit_chain where instance = ? for update";
  private static final String INSERT =
      "insert into audit_record ("
          + AuditRecord.COLUMNS
          + ", hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String MOVE = "update audit_chain set seq = ?, hash = ? where number = ?";
  private static final String LAST =
      "select coalesce(max(number), 0), clock_timestamp() from audit_chain";
  private static final String BEGIN =
      "insert into audit_chain (number, instance, begun_at, seq, hash) values (?, ?, ?, 0, ?)";

  private final String instance;
  private final DataSource ownDataSource;
  private volatile boolean begun;

  /**
   * Makes the chain of an instance; it is stored when it is needed first.
   *
   * @param ownDataSource gives connections that commit each statement
   */
  AuditChain(String instance, DataSource ownDataSource) {
    this.instance = instance;
    this.ownDataSource = ownDataSource;
  }

  private record Head(int number, long seq, String hash, Instant now) {}

  /**
   * Stores the chain, unless that was done, outside any transaction: nobody waits for the
   * insertion.
   */
  void begin() throws SQLException {
    if (!begun) {
      store();
      begun = true;
    }
  }

  private synchronized void store() throws SQLException {
    try (Connection connection = ownDataSource.getConnection()) {
      for (int i = 1; head(connection, false) == null; i++) {
        try {
          insert(connection);
        } catch (SQLException e) {
          // Another instance has taken the number: try the next one.
          if (i == MAX_TRIES || !UniqueViolation.isThis(e)) {
            throw e;
          }
        }
      }
    }
  }

  private void insert(Connection connection) throws SQLException {
    int number;
    Instant now;
    try (PreparedStatement statement = prepare(connection, LAST);
        ResultSet row = statement.executeQuery()) {
      row.next();
      number = row.getInt(1) + 1;
      now = moment(row, 2);
    }
    try (PreparedStatement statement = prepare(connection, BEGIN)) {
      statement.setInt(1, number);
      statement.setString(2, instance);
      statement.setObject(3, now.atOffset(ZoneOffset.UTC));
      statement.setString(4, ChainHash.genesis(number, instance, now));
      statement.executeUpdate();
    }
  }

  /**
   * Appends events in the connection's transaction; only the commit may follow.
   *
   * @throws SQLException if the head is locked for more than 2 s, or the database refuses
   */
  void append(Connection connection, List<AuditEvent> events) throws SQLException {
    Head head = lock(connection);
    List<AuditRecord> records = new ArrayList<>(events.size());
    for (AuditEvent event : events) {
      long seq = head.seq() + records.size() + 1;
      records.add(AuditRecord.of(event, head.number(), seq, head.now()));
    }
    String hash = insert(connection, records, head.hash());
    try (PreparedStatement statement = prepare(connection, MOVE)) {
      statement.setLong(1, head.seq() + records.size());
      statement.setString(2, hash);
      statement.setInt(3, head.number());
      statement.executeUpdate();
    }
  }

  private Head lock(Connection connection) throws SQLException {
    Head head = head(connection, true);
    if (head == null) {
      // The database was put back to a state from before this instance began.
      store();
      head = head(connection, true);
    }
    if (head == null) {
      throw new SQLException("the chain of this instance is gone");
    }
    return head;
  }

  private @Nullable Head head(Connection connection, boolean locked) throws SQLException {
    String sql = locked ? LOCK : LOCK.replace(" for update", "");
    try (PreparedStatement statement = prepare(connection, sql)) {
      statement.setString(1, instance);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new Head(row.getInt(1), row.getLong(2), row.getString(3), moment(row, 4))
            : null;
      }
    }
  }

  /** Inserts records; returns the hash of the last. */
  private static String insert(Connection connection, List<AuditRecord> records, String before)
      throws SQLException {
    String hash = before;
    try (PreparedStatement statement = prepare(connection, INSERT)) {
      for (AuditRecord record : records) {
        hash = ChainHash.next(hash, record);
        List<@Nullable Object> values = record.values();
        values.add(hash);
        for (int i = 0; i < values.size(); i++) {
          Object value = values.get(i);
          statement.setObject(
              i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
    return hash;
  }

  private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(MariaDbWords.of(sql, connection));
    statement.setQueryTimeout(TIMEOUT_SECONDS);
    return statement;
  }

  private static Instant moment(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant().truncatedTo(ChronoUnit.MILLIS);
  }
}
