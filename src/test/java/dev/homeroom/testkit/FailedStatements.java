package dev.homeroom.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/**
 * A data source in front of a real one that remembers which statements the database refused: each
 * is a line ERROR in the log of PostgreSQL, also where the caller takes the refusal for an answer.
 */
public final class FailedStatements {
  private final DataSource real;
  private final List<String> seen = new CopyOnWriteArrayList<>();

  /** Stands in front of a data source. */
  public FailedStatements(DataSource real) {
    this.real = real;
  }

  /** Returns what the database said, refusal by refusal; empty if it refused nothing. */
  public List<String> seen() {
    return List.copyOf(seen);
  }

  /** Returns the data source to be used in place of the real one. */
  public DataSource dataSource() {
    return watched(DataSource.class, real);
  }

  private <T> T watched(Class<T> type, T watched) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          try {
            return wrapped(method.getReturnType(), method.invoke(watched, arguments));
          } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException && watched instanceof Statement) {
              seen.add(e.getCause().getMessage());
            }
            throw e.getCause();
          }
        };
    return type.cast(
        Proxy.newProxyInstance(
            FailedStatements.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Object wrapped(Class<?> declared, Object result) {
    boolean goesOn =
        Connection.class.isAssignableFrom(declared) || Statement.class.isAssignableFrom(declared);
    return goesOn ? watchedAs(declared, result) : result;
  }

  private <T> T watchedAs(Class<T> type, Object result) {
    return watched(type, type.cast(result));
  }
}
