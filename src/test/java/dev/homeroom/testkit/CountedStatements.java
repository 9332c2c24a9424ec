package dev.homeroom.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** A data source in front of a real one that counts the statements which it runs. */
public final class CountedStatements {
  private final DataSource real;
  private final AtomicLong run = new AtomicLong();

  /** Stands in front of a data source. */
  public CountedStatements(DataSource real) {
    this.real = real;
  }

  /** Returns the number of statements so far. */
  public long run() {
    return run.get();
  }

  /** Returns the data source to be used in place of the real one. */
  public DataSource dataSource() {
    return counted(DataSource.class, real);
  }

  private <T> T counted(Class<T> type, T counted) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (counted instanceof Statement && method.getName().startsWith("execute")) {
            run.incrementAndGet();
          }
          try {
            return wrapped(method.getReturnType(), method.invoke(counted, arguments));
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(
        Proxy.newProxyInstance(
            CountedStatements.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Object wrapped(Class<?> declared, Object result) {
    boolean goesOn =
        Connection.class.isAssignableFrom(declared) || Statement.class.isAssignableFrom(declared);
    return goesOn ? countedAs(declared, result) : result;
  }

  private <T> T countedAs(Class<T> type, Object result) {
    return counted(type, type.cast(result));
  }
}
