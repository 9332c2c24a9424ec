package dev.homeroom.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.Failures;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a statement is refused before it is tried. */
class QueriesTest {
  private final Queries queries = new Queries(TestDatabase.empty());
  private final Map<Object, Object> transaction = new HashMap<>();
  private Object transactionKey;
  private boolean away;

  @Test
  void databaseKnownToBeAway_isRefusedWithoutAConnection() {
    queries.known = only(KnownGenerations.class);
    assertThat(one()).isEqualTo(1);
    away = true;
    queries.dataSource =
        only(javax.sql.DataSource.class); // Whoever asks it for a connection fails otherwise.

    assertThatThrownBy(this::one)
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(Failures.problem(e).code()).isEqualTo(ErrorCode.DATABASE_AWAY));
  }

  @Test
  void transactionThatHasTakenTooLong_beginsNoStatementMore() {
    queries.registry = only(TransactionSynchronizationRegistry.class);
    transaction.put(Queries.class, System.nanoTime() - 3_000_000_000L);
    assertThat(one()).as("not in a transaction").isEqualTo(1);
    transactionKey = "t";

    assertThatThrownBy(this::one)
        .isInstanceOfSatisfying(
            DatabaseException.class,
            e -> assertThat(Failures.problem(e).code()).isEqualTo(ErrorCode.OVERLOADED));
    transaction.clear();
    assertThat(one()).as("a young one").isEqualTo(1);
    assertThat(transaction).containsOnlyKeys(Queries.class);
  }

  private int one() {
    return queries.find("select 1", row -> row.integer(1)).orElseThrow();
  }

  /** Answers what this class's fields say, and fails for everything else. */
  private <T> T only(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "databaseAway" -> away;
                  case "getTransactionKey" -> transactionKey;
                  case "getResource" -> transaction.get(arguments[0]);
                  case "putResource" -> transaction.put(arguments[0], arguments[1]);
                  default -> throw new AssertionError(method.getName());
                }));
  }
}
