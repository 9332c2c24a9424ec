package dev.homeroom.audit;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.access.AccessRecord;
import dev.homeroom.sql.ContainerTransactions;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestTransactions;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.TestRecords;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Set;
import javax.sql.DataSource;

/** The audit log of one instance, with connections and transactions of its own. */
public final class AuditInstance implements AutoCloseable {
  /** An actor of whom nothing matters. */
  public static final Actor SOMEBODY =
      actor(
          TestRecords.of(
              "1", "Somebody", null, Set.of(), Set.of(), true, null, Set.of(), Set.of(), Set.of()));

  private final HikariDataSource pool;
  private final TestTransactions transactions;

  /** The registry of its transactions. */
  final TransactionSynchronizationRegistry registry;

  /** Its log. */
  final AuditLog log;

  AuditInstance(Databases.Address database, String name) {
    pool = database.pool(10);
    transactions = new TestTransactions(pool);
    registry = transactions.registry();
    log = new AuditLog(dataSource(), registry, new AuditChain(name, pool));
  }

  /** Returns the actor of a request of a test. */
  public static Actor actor(AccessRecord caller) {
    return new Actor(caller, new RequestOrigin("192.0.2.9", "of-a-test"));
  }

  /** Returns a log for beans of tests: it writes at once, in the transaction of the connection. */
  public static AuditLog log(DataSource dataSource) {
    return new AuditLog(dataSource, null, new AuditChain("test", dataSource));
  }

  /** Returns a log that writes as a server's does: last in the transaction. */
  public static AuditLog log(ContainerTransactions transactions, DataSource own) {
    return new AuditLog(
        transactions.dataSource(), transactions.registry(), new AuditChain("test", own));
  }

  /** Runs work in a transaction, which an exception rolls back. */
  void run(Runnable work) {
    transactions.run(
        () -> {
          work.run();
          return true;
        });
  }

  Queries queries() {
    return new Queries(pool);
  }

  AuditVerification verification() {
    AuditVerification made = new AuditVerification();
    made.queries = queries();
    return made;
  }

  /** Returns the data source that gives a transaction's connection to its thread. */
  DataSource dataSource() {
    return transactions.dataSource();
  }

  @Override
  public void close() {
    transactions.close();
    pool.close();
  }
}
