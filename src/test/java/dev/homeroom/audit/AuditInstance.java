package dev.homeroom.audit;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.access.AccessRecord;
import dev.homeroom.sql.Queries;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.TestRecords;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * The audit log of one instance, with connections and transactions of its own. They end as
 * Liberty's JTA ends them: what is registered while the registered ones run comes after them.
 */
public final class AuditInstance implements AutoCloseable {
  /** An actor of whom nothing matters. */
  public static final Actor SOMEBODY =
      actor(
          TestRecords.of(
              "1", "Somebody", null, Set.of(), Set.of(), true, null, Set.of(), Set.of(), Set.of()));

  private static final Set<String> OURS = Set.of("close", "commit", "rollback", "setAutoCommit");

  private final HikariDataSource pool;
  private final Map<Thread, Open> running = new ConcurrentHashMap<>();

  /** The registry of its transactions. */
  final TransactionSynchronizationRegistry registry;

  /** Its log. */
  final AuditLog log;

  private record Open(
      Connection connection, List<Synchronization> last, Map<Object, Object> resources) {}

  /** What a transaction does. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  AuditInstance(Databases.Address database, String name) {
    pool = database.pool(10);
    registry = proxy(TransactionSynchronizationRegistry.class, this::ofRegistry);
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

  /** Runs work in a transaction, which an exception rolls back. */
  void run(Work work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      Open open = new Open(connection, new ArrayList<>(), new HashMap<>());
      running.put(Thread.currentThread(), open);
      boolean done = false;
      try {
        work.run();
        for (int i = 0; i < open.last().size(); i++) {
          open.last().get(i).beforeCompletion();
        }
        connection.commit();
        done = true;
      } finally {
        running.remove(Thread.currentThread());
        if (!done) {
          connection.rollback();
        }
      }
    }
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
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          Open open = running.get(Thread.currentThread());
          if (!method.getName().equals("getConnection") || open == null) {
            return call(pool, method, arguments);
          }
          return proxy(
              Connection.class,
              (inner, called, given) ->
                  OURS.contains(called.getName()) ? null : call(open.connection(), called, given));
        });
  }

  private Object ofRegistry(Object proxy, Method method, Object[] arguments) {
    Open open = running.get(Thread.currentThread());
    return switch (method.getName()) {
      case "getTransactionStatus" ->
          open == null ? Status.STATUS_NO_TRANSACTION : Status.STATUS_ACTIVE;
      case "getResource" -> open.resources().get(arguments[0]);
      case "putResource" -> open.resources().put(arguments[0], arguments[1]);
      case "registerInterposedSynchronization" -> {
        open.last().add((Synchronization) arguments[0]);
        yield null;
      }
      default -> throw new AssertionError(method.getName());
    };
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            AuditInstance.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public void close() {
    pool.close();
  }
}
