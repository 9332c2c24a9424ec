package dev.homeroom.sql;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * The transactions of one server, as the container makes them: a call of an annotated method joins
 * the transaction of its thread, or is one of its own. It ends as Liberty's JTA ends it: what is
 * registered comes last, then the commit. Without entities: {@link TestTransactions} has those.
 */
public final class ContainerTransactions {
  /** What a caller inside may not do to the connection. */
  private static final Set<String> OURS = Set.of("close", "commit", "rollback", "setAutoCommit");

  private final DataSource database;
  private final Map<Thread, Open> running = new ConcurrentHashMap<>();

  private static final class Open {
    final Connection connection;
    final List<Synchronization> last = new ArrayList<>();
    final Map<Object, Object> resources = new HashMap<>();
    boolean mayNotCommit;

    Open(Connection connection) {
      this.connection = connection;
    }
  }

  /** Begins without one. */
  public ContainerTransactions(DataSource database) {
    this.database = database;
  }

  /** Runs work in the thread's transaction, or in one of its own, which a failure rolls back. */
  public Object run(Callable<?> work) throws Exception {
    Open joined = running.get(Thread.currentThread());
    if (joined == null) {
      return runAlone(work);
    }
    boolean done = false;
    try {
      Object result = work.call();
      done = true;
      return result;
    } finally {
      joined.mayNotCommit |= !done;
    }
  }

  private Object runAlone(Callable<?> work) throws Exception {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      Open open = new Open(connection);
      running.put(Thread.currentThread(), open);
      int end = Status.STATUS_UNKNOWN;
      try {
        Object result = work.call();
        for (int i = 0; i < open.last.size(); i++) {
          open.last.get(i).beforeCompletion();
        }
        if (open.mayNotCommit) {
          throw new IllegalStateException("the transaction was marked to be rolled back");
        }
        connection.commit();
        end = Status.STATUS_COMMITTED;
        return result;
      } finally {
        running.remove(Thread.currentThread());
        if (end != Status.STATUS_COMMITTED) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
        for (Synchronization each : open.last) {
          each.afterCompletion(end);
        }
      }
    }
  }

  /** Returns the data source of the beans. */
  public DataSource dataSource() {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          Open open = running.get(Thread.currentThread());
          if (!method.getName().equals("getConnection") || open == null) {
            return call(database, method, arguments);
          }
          return proxy(
              Connection.class,
              (inner, called, given) ->
                  OURS.contains(called.getName()) ? null : call(open.connection, called, given));
        });
  }

  /** Returns the registry of the beans. */
  public TransactionSynchronizationRegistry registry() {
    return proxy(
        TransactionSynchronizationRegistry.class,
        (proxy, method, arguments) -> {
          Open open = running.get(Thread.currentThread());
          return switch (method.getName()) {
            case "getTransactionStatus" ->
                open == null ? Status.STATUS_NO_TRANSACTION : Status.STATUS_ACTIVE;
            case "getResource" -> open.resources.get(arguments[0]);
            case "putResource" -> open.resources.put(arguments[0], arguments[1]);
            case "registerInterposedSynchronization" -> {
              open.last.add((Synchronization) arguments[0]);
              yield null;
            }
            default -> throw new AssertionError(method.getName());
          };
        });
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
            ContainerTransactions.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
