package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.Failures;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import dev.homeroom.testkit.Promised;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of signing keys: one change at a time, whole or not at all. */
abstract class KeyChangesContract {
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private KeyFixture keys;

  abstract DatabaseKind kind();

  @BeforeEach
  void make() {
    keys = new KeyFixture(kind());
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    keys.close();
  }

  @Test
  void rotationsAtOnce_onTwoServers_makeOneKey_andOneConflict() throws Exception {
    KeyNode one = keys.node();
    KeyNode two = keys.node();
    for (int i = 0; i < 3; i++) {
      keys.age();
      keys.time.pass(Duration.ofSeconds(10));
      one.instance.poll();
      two.instance.poll();
      CyclicBarrier together = new CyclicBarrier(2);
      List<Future<@Nullable Throwable>> both = new ArrayList<>();
      for (KeyNode node : List.of(one, two)) {
        NewKey made = KeyNode.newKey();
        node.rotation.maker =
            () -> {
              try {
                together.await(Promised.NEVER.toSeconds(), TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              return made;
            };
        both.add(threads.submit(() -> catchThrowable(() -> node.rotate(null))));
      }
      List<Throwable> failed = new ArrayList<>();
      for (Future<@Nullable Throwable> each : both) {
        Throwable failure = each.get(Promised.NEVER.toSeconds(), TimeUnit.SECONDS);
        if (failure != null) {
          failed.add(failure);
        }
      }
      assertThat(failed).hasSize(1);
      assertThat(Failures.problem(failed.get(0)).code()).isEqualTo(ErrorCode.CONFLICT);
      assertThat(one.rotation.list().keys())
          .filteredOn(key -> key.state().equals("current"))
          .hasSize(1);
      assertThat(one.rotation.list().keys()).hasSize(i + 2);
    }
  }

  @Test
  void rotation_databaseAwayOrFailingInBetween_is503_andNothingHasChanged() {
    KeyNode one = keys.node();
    List<String> before = keys.rows();
    Queries real = one.queries();
    for (String part : List.of("select kid", "insert into signing_key", "update signing_key")) {
      one.askThrough(
          new Queries(one.dataSource()) {
            @Override
            public <T> List<T> list(String sql, Row.Reader<T> reader, @Nullable Object... values) {
              requireThere(sql, part);
              return super.list(sql, reader, values);
            }

            @Override
            public int update(String sql, @Nullable Object... values) {
              requireThere(sql, part);
              return super.update(sql, values);
            }
          });
      for (String withdraw : new String[] {null, one.keys.signing().kid()}) {
        Throwable failure = catchThrowable(() -> one.rotate(withdraw));
        assertThat(Failures.problem(failure).code()).as(part).isEqualTo(ErrorCode.DATABASE_AWAY);
        assertThat(keys.rows()).isEqualTo(before);
      }
    }
    one.askThrough(real);
    one.rotate(null);
    assertThat(keys.rows()).hasSize(2);
  }

  private static void requireThere(String sql, String part) {
    if (sql.startsWith(part)) {
      throw new IllegalStateException(new SQLException("planted", "08006"));
    }
  }

  @Test
  void rotation_tooSoonOrTooOften_isAConflict_unknownKey_isNotFound() {
    KeyNode one = keys.node();
    assertThat(code(one, "nosuchkey")).isEqualTo(ErrorCode.NOT_FOUND);
    one.rotate(null);
    assertThat(code(one, null)).isEqualTo(ErrorCode.CONFLICT);
    for (int i = 2; i < KeyChangeRules.MAX_VALID; i++) {
      keys.age();
      one.rotate(null);
    }
    keys.age();
    assertThat(code(one, null)).isEqualTo(ErrorCode.CONFLICT);
    List<KeyView> all = one.rotation.list().keys();
    assertThat(all).hasSize(KeyChangeRules.MAX_VALID);
    // Ended, and ended long ago.
    keys.queries.update(
        "update signing_key set replaced_at = replaced_at - interval '1' hour where kid = ?",
        all.get(8).kid());
    keys.queries.update(
        "update signing_key set replaced_at = replaced_at - interval '91' day where kid = ?",
        all.get(9).kid());
    assertThat(one.rotation.list().keys())
        .extracting(KeyView::state)
        .endsWith("replaced", "ended", "ended");
    assertThat(one.rotate(null).keys()).hasSize(11);
    assertThat(one.rotation.list().keys())
        .as("the one of 91 days ago is gone")
        .hasSize(10)
        .doesNotContain(all.get(9));
  }

  private static ErrorCode code(KeyNode node, @Nullable String withdraw) {
    return catchThrowableOfType(ProblemException.class, () -> node.rotate(withdraw)).code();
  }
}
