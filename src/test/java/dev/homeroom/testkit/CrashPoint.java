package dev.homeroom.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a server that is killed at one point: before a statement that writes or locks,
 * before the commit of such statements, or after it. Between two points the database stays as it
 * is, so that no other moment leaves anything else. From the point on nothing of the server reaches
 * the database: the connections are broken off as the system breaks those of a process that has
 * died, and the code meets an error that nothing catches. One thread uses it.
 */
public final class CrashPoint {
  private static final String NAME = "crashing";

  private final Databases.Address database;
  private final int at;
  private final List<Connection> opened = new ArrayList<>();
  private final Deque<Connection> free = new ArrayDeque<>();
  private final Set<Connection> writing = new HashSet<>();
  private String written = "";
  private int passed;
  private boolean dead;
  private String where = "after the answer";

  /** The end of the server. */
  public static final class CrashError extends Error {
    private static final long serialVersionUID = 1L;

    private CrashError() {
      super("the server is dead", null, false, false);
    }
  }

  /** Begins with a server that lives until it comes to a point, the first being 1. */
  public CrashPoint(Databases.Address database, int at) {
    this.database = database;
    this.at = at;
  }

  /** Returns whether the point was reached: with too great a number the server lives on. */
  public boolean isReached() {
    return passed >= at;
  }

  /** Returns where it died. */
  public String where() {
    return where;
  }

  /** Returns the server's data source. */
  public DataSource dataSource() {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          if (!method.getName().equals("getConnection")) {
            throw new AssertionError(method.getName());
          }
          requireLife();
          Connection real = free.isEmpty() ? open() : free.pop();
          return proxy(
              Connection.class,
              (inner, called, given) -> ofConnection(real, called.getName(), called, given));
        });
  }

  private Object ofConnection(Connection real, String name, Method method, Object[] arguments)
      throws Throwable {
    requireLife();
    return switch (name) {
      case "close" -> {
        free.push(real);
        yield null;
      }
      case "commit" -> commit(real);
      case "prepareStatement" ->
          statement(real, (PreparedStatement) call(real, method, arguments), (String) arguments[0]);
      case "rollback" -> {
        writing.remove(real);
        yield call(real, method, arguments);
      }
      case "setAutoCommit" -> {
        if (writing.contains(real)) {
          throw new AssertionError("this commits: count it");
        }
        yield call(real, method, arguments);
      }
      case "createStatement", "prepareCall" -> throw new AssertionError("count its statements");
      default -> call(real, method, arguments);
    };
  }

  private @Nullable Object commit(Connection real) throws SQLException {
    if (writing.remove(real)) {
      point("before the commit after " + written);
      real.commit();
      point("after the commit after " + written);
    } else {
      real.commit();
    }
    return null;
  }

  private PreparedStatement statement(Connection connection, PreparedStatement real, String sql) {
    return proxy(
        PreparedStatement.class,
        (proxy, method, arguments) -> {
          requireLife();
          boolean writes = !sql.startsWith("select") || sql.contains(" for update");
          if (!method.getName().startsWith("execute") || !writes) {
            return call(real, method, arguments);
          }
          point("before " + sql);
          Object result = call(real, method, arguments);
          written = sql;
          if (connection.getAutoCommit()) {
            point("after " + sql);
          } else {
            writing.add(connection);
          }
          return result;
        });
  }

  private void point(String now) {
    passed++;
    if (passed == at) {
      where = now;
      die();
      throw new CrashError();
    }
  }

  private void requireLife() {
    if (dead) {
      throw new CrashError();
    }
  }

  private void die() {
    dead = true;
    for (Connection each : opened) {
      try {
        if (KilledSessions.isPostgres(database)) {
          each.abort(Runnable::run);
        } else if (!each.isClosed()) {
          // What H2 does with an open transaction when its file is opened again.
          each.rollback();
          each.close();
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Connection open() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", database.user());
    properties.setProperty("password", database.password());
    if (KilledSessions.isPostgres(database)) {
      properties.setProperty("ApplicationName", NAME);
      properties.setProperty("options", "-c lock_timeout=2s");
    }
    Connection made = DriverManager.getConnection(database.url(), properties);
    opened.add(made);
    return made;
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
        Proxy.newProxyInstance(CrashPoint.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Kills the server if it is still alive, and waits until the database has noticed. */
  public void kill() {
    die();
    KilledSessions.awaitEnd(database, NAME);
  }
}
