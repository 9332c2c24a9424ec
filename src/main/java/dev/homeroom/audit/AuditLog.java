package dev.homeroom.audit;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.RunningInstances;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Records who did what, in the transaction of the action: both are committed, or neither is.
 * Records are only ever added; nothing in Homeroom changes or deletes one, however old.
 *
 * <p>If Redis is down nothing changes. If the database is away, or the record cannot be written
 * within 2 s, the action fails: at once while the database is known to be away.
 */
@ApplicationScoped
public class AuditLog {
  /** The most records of one transaction. */
  public static final int MAX_EVENTS = 10_000;

  @Resource(lookup = "jdbc/homeroom")
  DataSource dataSource;

  @Resource(lookup = "jdbc/cache")
  DataSource ownDataSource;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  @Nullable TransactionSynchronizationRegistry registry;

  @Inject RunningInstances instances;
  @Inject @Nullable KnownGenerations known;

  private AuditChain chain;

  /** For CDI, which sets the fields. */
  @SuppressWarnings("NullAway.Init") // The container's @Resource and @PostConstruct.
  protected AuditLog() {}

  /**
   * Makes a log without a container.
   *
   * @param registry of the caller's transactions; null to write each record at once, which is part
   *     of the caller's transaction if the data source gives its connection
   */
  @SuppressWarnings("NullAway.Init") // CDI's field is used by the method for CDI only.
  AuditLog(
      DataSource dataSource,
      @Nullable TransactionSynchronizationRegistry registry,
      AuditChain chain) {
    this.dataSource = dataSource;
    this.ownDataSource = dataSource;
    this.registry = registry;
    this.chain = chain;
  }

  @PostConstruct
  void prepare() {
    chain = new AuditChain(instances.ownId(), ownDataSource);
  }

  /**
   * Records an action. In a transaction the record is written as its last statement before the
   * commit, and is gone if it is rolled back. Without one the record is committed when this
   * returns.
   *
   * @throws RuntimeException if the database is away or slow; a transaction must then be rolled
   *     back. A transaction also fails at its commit if the record cannot be written then
   * @throws IllegalStateException for more than {@link #MAX_EVENTS} in one transaction
   */
  public void record(AuditEvent event) {
    try {
      beginChain();
      TransactionSynchronizationRegistry transactions = registry;
      if (transactions == null
          || transactions.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
        recordAtOnce(event);
      } else {
        ofThisTransaction(transactions).add(event);
      }
    } catch (SQLException e) {
      throw new AuditNotWrittenException(e);
    }
  }

  /**
   * Ensures that this server's chain is stored. Call it before {@link #record(Connection,
   * AuditEvent)} without a connection in hand: it may take another one.
   *
   * @throws SQLException if the database is away
   */
  public void beginChain() throws SQLException {
    requireDatabase();
    chain.begin();
  }

  /**
   * Records an action in the transaction of a connection that its caller commits by itself. Only
   * the commit may follow, since others wait for the chain until then.
   *
   * @throws SQLException if the record cannot be written; the transaction must be rolled back
   */
  public void record(Connection connection, AuditEvent event) throws SQLException {
    chain.append(connection, List.of(event));
  }

  private RecordsOfTransaction ofThisTransaction(TransactionSynchronizationRegistry transactions) {
    if (transactions.getResource(AuditLog.class) instanceof RecordsOfTransaction begun) {
      return begun;
    }
    RecordsOfTransaction made = new RecordsOfTransaction(this, new ArrayList<>());
    transactions.putResource(AuditLog.class, made);
    // The first step of two: the second comes after all that was registered until the commit, so
    // that the head is locked after the cache's tags. A transaction that waits for a tag holds no
    // head, and nobody that holds the head waits for a tag.
    transactions.registerInterposedSynchronization(
        new BeforeCommit(
            () -> transactions.registerInterposedSynchronization(new BeforeCommit(made::write))));
    return made;
  }

  /** The events of one transaction, in their order. */
  private record RecordsOfTransaction(AuditLog log, List<AuditEvent> events) {
    void add(AuditEvent event) {
      if (events.size() >= MAX_EVENTS) {
        throw new IllegalStateException("more than " + MAX_EVENTS + " records in a transaction");
      }
      events.add(event);
    }

    void write() {
      try (Connection connection = log.dataSource.getConnection()) {
        log.chain.append(connection, events);
      } catch (SQLException e) {
        throw new AuditNotWrittenException(e);
      }
    }
  }

  private record BeforeCommit(Runnable work) implements Synchronization {
    @Override
    public void beforeCompletion() {
      work.run();
    }

    @Override
    public void afterCompletion(int status) {
      // The database has committed the records, or has not.
    }
  }

  /** Fails at once while the database is known to be away, so that no answer waits for it. */
  private void requireDatabase() throws SQLException {
    KnownGenerations generations = known;
    if (generations != null && generations.databaseAway()) {
      throw new SQLTransientConnectionException("the database is known to be away", "08001");
    }
  }

  private void recordAtOnce(AuditEvent event) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      boolean committed = false;
      try {
        chain.append(connection, List.of(event));
        connection.commit();
        committed = true;
      } finally {
        if (!committed) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    }
  }
}
