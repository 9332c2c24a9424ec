package dev.homeroom.auth;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * A data source in front of a real one, whose insertions are held until a latch opens, at most half
 * a second; they are made, or fail before or after they are made.
 */
final class HeldInserts {
  /** What becomes of an insertion. */
  enum End {
    /** It is made. */
    MADE,
    /** It fails, and the row is not there. */
    FAILS,
    /** It is made, and its reply is lost. */
    REPLY_LOST
  }

  private static final int LONGEST_MILLIS = 1_500;

  private final DataSource real;
  private final End end;
  private final CountDownLatch answered = new CountDownLatch(1);

  HeldInserts(DataSource real, End end) {
    this.real = real;
    this.end = end;
  }

  /** Lets insertions go on: the caller has been answered, and what is known then was looked at. */
  void letGo() {
    answered.countDown();
  }

  DataSource dataSource() {
    return proxy(
        DataSource.class,
        real,
        (proxy, method, arguments) -> {
          Object result = method.invoke(real, arguments);
          return result instanceof Connection connection ? held(connection) : result;
        });
  }

  private Connection held(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        (proxy, method, arguments) -> {
          Object result = method.invoke(connection, arguments);
          if (method.getName().equals("commit") && end == End.REPLY_LOST) {
            throw new SQLException("the reply was lost", "08006");
          }
          return result instanceof PreparedStatement statement
                  && arguments[0].toString().startsWith("insert into revocation")
              ? held(statement)
              : result;
        });
  }

  private PreparedStatement held(PreparedStatement statement) {
    return proxy(
        PreparedStatement.class,
        statement,
        (proxy, method, arguments) -> {
          if (!method.getName().equals("executeUpdate")) {
            return method.invoke(statement, arguments);
          }
          answered.await(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
          if (end == End.FAILS) {
            throw new SQLException("the connection broke", "08006");
          }
          Object rows = method.invoke(statement, arguments);
          if (end == End.REPLY_LOST && statement.getConnection().getAutoCommit()) {
            throw new SQLException("the reply was lost", "08006");
          }
          return rows;
        });
  }

  private static <T> T proxy(Class<T> type, T real, InvocationHandler handler) {
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
            HeldInserts.class.getClassLoader(), new Class<?>[] {type}, unwrapping));
  }
}
