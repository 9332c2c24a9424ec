package dev.homeroom.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;

/**
 * A stand-in for pgbouncer with {@code pool_mode=transaction}: each connection that it gives out
 * takes a session for a transaction, the one that was given back last or first, and gives it back
 * after it.
 */
final class TransactionPooler implements AutoCloseable {
  private final Deque<Connection> free = new ArrayDeque<>();
  private final Deque<Connection> all = new ArrayDeque<>();

  private final boolean roundRobin;

  TransactionPooler(DataSource real, int sessions, boolean roundRobin) throws SQLException {
    this.roundRobin = roundRobin;
    for (int i = 0; i < sessions; i++) {
      all.add(real.getConnection());
    }
    free.addAll(all);
  }

  DataSource dataSource() {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          if (!method.getName().equals("getConnection")) {
            throw new AssertionError(method);
          }
          return proxy(Connection.class, new Pooled());
        });
  }

  @Override
  public void close() throws SQLException {
    for (Connection session : all) {
      session.close();
    }
  }

  /** A connection as its user sees it. */
  private final class Pooled implements InvocationHandler {
    private Connection held;
    private boolean autoCommit = true;

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      return switch (method.getName()) {
        case "getAutoCommit" -> autoCommit;
        case "setAutoCommit" -> {
          autoCommit = (boolean) arguments[0];
          yield null;
        }
        case "rollback", "close" -> {
          giveBack();
          yield null;
        }
        default -> inSession(method, arguments);
      };
    }

    private Object inSession(Method method, Object... arguments) throws Throwable {
      Connection session = held == null ? free.pop() : held;
      session.setAutoCommit(autoCommit);
      try {
        return method.invoke(session, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      } finally {
        held = session;
        if (autoCommit) {
          giveBack();
        }
      }
    }

    private void giveBack() throws SQLException {
      if (held != null) {
        if (!held.getAutoCommit()) {
          held.rollback();
        }
        if (roundRobin) {
          free.addLast(held);
        } else {
          free.push(held);
        }
        held = null;
      }
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            TransactionPooler.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
