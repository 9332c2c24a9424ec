package dev.homeroom.sql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import javax.sql.DataSource;

/**
 * A database whose statements take their time: on a machine that does other work beside, H2 needs
 * more for a large one than a request may wait.
 */
final class PatientStatements {
  private PatientStatements() {}

  static DataSource over(DataSource real) {
    return of(
        DataSource.class,
        real,
        (proxy, method, arguments) -> {
          Object result = method.invoke(real, arguments);
          return result instanceof Connection connection ? over(connection) : result;
        });
  }

  private static Connection over(Connection real) {
    return of(
        Connection.class,
        real,
        (proxy, method, arguments) -> {
          Object result = method.invoke(real, arguments);
          return result instanceof PreparedStatement statement ? over(statement) : result;
        });
  }

  private static PreparedStatement over(PreparedStatement real) {
    return of(
        PreparedStatement.class,
        real,
        (proxy, method, arguments) ->
            method.getName().equals("setQueryTimeout") ? null : method.invoke(real, arguments));
  }

  private static <T> T of(Class<T> type, T real, InvocationHandler handler) {
    InvocationHandler unwrapping =
        (proxy, method, arguments) -> {
          try {
            return handler.invoke(real, method, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(
        Proxy.newProxyInstance(
            real.getClass().getClassLoader(), new Class<?>[] {type}, unwrapping));
  }
}
