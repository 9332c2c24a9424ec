package dev.homeroom.database;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Handles the calls to a connection of {@link OneWriter}. It takes a connection from the data
 * source only when it first needs one, so that a prepared statement that waits for its turn holds
 * none.
 */
final class OneWriterConnection implements InvocationHandler {
  private static final Pattern QUERY = Pattern.compile("\\s*+(select|with|values|show|explain)\\b");
  private static final Pattern LOCKS = Pattern.compile("\\bfor\\s++update\\b");
  private static final String CLOSED_STATE = "08003";

  private final WriteTurn turn;
  private final DataSource dataSource;
  private final @Nullable TransactionSynchronizationRegistry registry;

  private @Nullable Connection taken;
  private WriteTurn.@Nullable Held held;
  private boolean isAutoCommit = true;
  private boolean isClosed;

  /**
   * Makes a connection.
   *
   * @param registry of the transactions that it is part of; null if it never is
   */
  OneWriterConnection(
      WriteTurn turn,
      DataSource dataSource,
      @Nullable TransactionSynchronizationRegistry registry) {
    this.turn = turn;
    this.dataSource = dataSource;
    this.registry = registry;
  }

  /** Returns whether a statement may change or lock something: all but plain queries. */
  static boolean isChange(String sql) {
    return !isQuery(sql) || LOCKS.matcher(sql.toLowerCase(Locale.ROOT)).find();
  }

  private static boolean isQuery(String sql) {
    return QUERY.matcher(sql.toLowerCase(Locale.ROOT)).lookingAt();
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> arguments != null && proxy == arguments[0];
      case "isClosed" -> isClosed || (taken != null && taken.isClosed());
      case "close", "abort" -> {
        isClosed = true;
        yield last(method, arguments);
      }
      case "setAutoCommit" -> {
        isAutoCommit = arguments != null && Boolean.TRUE.equals(arguments[0]);
        yield taken == null ? null : call(method, arguments);
      }
      // A savepoint is given to a rollback that ends no transaction.
      case "commit", "rollback" ->
          arguments == null ? last(method, arguments) : call(method, arguments);
      case "createStatement" -> statement(call(method, arguments));
      case "prepareStatement", "prepareCall" -> {
        takeTurnFor(arguments);
        yield call(method, arguments);
      }
      default -> call(method, arguments);
    };
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    return OneWriter.invoke(connection(), method, arguments);
  }

  /**
   * Makes the call that ends a transaction without JTA, and then gives the turn back: also if the
   * pool had no connection, so that there is nothing to end.
   */
  private @Nullable Object last(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return taken == null ? null : OneWriter.invoke(taken, method, arguments);
    } finally {
      WriteTurn.Held mine = held;
      held = null;
      if (mine != null) {
        mine.giveBack();
      }
    }
  }

  private Connection connection() throws SQLException {
    Connection mine = taken;
    if (mine == null) {
      if (isClosed) {
        throw new SQLNonTransientConnectionException("the connection is closed", CLOSED_STATE);
      }
      mine = dataSource.getConnection();
      taken = mine;
      if (!isAutoCommit) {
        mine.setAutoCommit(false);
      }
    }
    return mine;
  }

  private Statement statement(@Nullable Object made) {
    Object statement = Objects.requireNonNull(made);
    return OneWriter.proxy(
        Statement.class,
        (proxy, method, arguments) -> {
          takeTurnFor(arguments);
          return OneWriter.invoke(statement, method, arguments);
        });
  }

  private void takeTurnFor(Object @Nullable [] arguments) throws SQLException {
    if (arguments == null || !(arguments[0] instanceof String sql) || !isChange(sql)) {
      return;
    }
    TransactionSynchronizationRegistry transactions = registry;
    boolean isJta =
        transactions != null && transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
    // A query that locks rows until its own end changes nothing: the poller asks so, and must not
    // wait for writers.
    if (isJta || !isAutoCommit || !isQuery(sql)) {
      takeTurn(isJta ? transactions : null);
    }
  }

  private void takeTurn(@Nullable TransactionSynchronizationRegistry transactions)
      throws SQLException {
    if (transactions == null) {
      if (held == null) {
        held = turn.take();
      }
    } else if (transactions.getResource(turn) == null) {
      WriteTurn.Held ofTransaction = turn.take();
      try {
        transactions.registerInterposedSynchronization(new GivesBack(ofTransaction));
        transactions.putResource(turn, ofTransaction);
      } catch (RuntimeException e) {
        ofTransaction.giveBack();
        throw e;
      }
    }
  }

  private record GivesBack(WriteTurn.Held held) implements Synchronization {
    @Override
    public void beforeCompletion() {
      // The commit comes first.
    }

    @Override
    public void afterCompletion(int status) {
      held.giveBack();
    }
  }
}
