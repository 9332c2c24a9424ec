package dev.homeroom.database;

import dev.homeroom.time.Ticker;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Wraps data sources of H2 so that one transaction at a time changes the database, from its first
 * change to the end of its commit. When H2 stores a commit, it takes the state of one table after
 * the other. Of a transaction that changes tables meanwhile, the file may then hold one part
 * without the rest, and keeps it so if the process is killed before the next commit (ADR 0015).
 * Queries wait for nobody.
 */
final class OneWriter {
  /** The same time for which H2 waits for a locked row. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final WriteTurn turn;

  /** Makes data sources whose writers wait for each other for 2 s at most, as in the server. */
  OneWriter(Ticker ticker) {
    this(LONGEST_WAIT, ticker);
  }

  /** Makes data sources whose writers wait for each other for so long at most. */
  OneWriter(Duration longestWait, Ticker ticker) {
    this.turn = new WriteTurn(longestWait, ticker);
  }

  /** Returns how many writers wait for their turn now. */
  int waiting() {
    return turn.waiting();
  }

  /**
   * Returns a data source whose writers take turns with those of the others that this makes.
   *
   * @param registry of the transactions that its connections are part of; null if they never are
   */
  DataSource over(DataSource dataSource, @Nullable TransactionSynchronizationRegistry registry) {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) ->
            method.getName().equals("getConnection") && arguments == null
                ? connection(dataSource, registry)
                : invoke(dataSource, method, arguments));
  }

  private Connection connection(
      DataSource dataSource, @Nullable TransactionSynchronizationRegistry registry) {
    return proxy(Connection.class, new OneWriterConnection(turn, dataSource, registry));
  }

  static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(OneWriter.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Calls a method, and throws what it throws. */
  static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? new SQLException(e) : e.getCause();
    }
  }
}
