package dev.homeroom.cache.readthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What each load runs under promises; with the annotations of CDI it must promise the same. */
public abstract class LoadsContract {
  static final CacheKey<String> KEY =
      Region.of("guarded", String.class, "guarded:{}", DataClass.SHARED, CacheTtl.MEDIUM)
          .key(Scope.DISTRICT, "1");

  /** Returns what loads run under. */
  abstract LoadGuard guard();

  /** A failure that means that the database cannot be reached, as a repository throws it. */
  static RuntimeException unreached() {
    return new IllegalStateException(new SQLTransientConnectionException("planted"));
  }

  /** Runs a load that fails. */
  void fail(RuntimeException thrown) {
    guard()
        .run(
            KEY,
            () -> {
              throw thrown;
            });
  }

  @Test
  void run_runsOnce_inTheCallersThread() {
    AtomicInteger runs = new AtomicInteger();
    AtomicReference<Thread> by = new AtomicReference<>();
    guard()
        .run(
            KEY,
            () -> {
              runs.incrementAndGet();
              by.set(Thread.currentThread());
            });
    assertThat(runs).hasValue(1);
    assertThat(by).hasValue(Thread.currentThread());
  }

  @Test
  void run_loaderThrows_isUnchanged() {
    RuntimeException mistake = new UnsupportedOperationException("mine");
    assertThatThrownBy(() -> fail(mistake)).isSameAs(mistake).hasNoCause();
    RuntimeException away = unreached();
    assertThatThrownBy(() -> fail(away)).isSameAs(away);
    Error error = new LinkageError("mine");
    assertThatThrownBy(
            () ->
                guard()
                    .run(
                        KEY,
                        () -> {
                          throw error;
                        }))
        .isSameAs(error);
  }

  @Test
  void run_oneWidgetsMistakes_neverSuspendTheOthers() {
    for (int i = 0; i < 50; i++) {
      RuntimeException mistake = new IllegalStateException("mine");
      assertThatThrownBy(() -> fail(mistake)).isSameAs(mistake);
    }
    AtomicInteger runs = new AtomicInteger();
    guard().run(KEY, runs::incrementAndGet);
    assertThat(runs).hasValue(1);
  }

  @Test
  void run_withinAnother_runsBoth() {
    AtomicInteger runs = new AtomicInteger();
    guard().run(KEY, () -> guard().run(KEY, runs::incrementAndGet));
    assertThat(runs).hasValue(1);
    RuntimeException mistake = new UnsupportedOperationException("mine");
    assertThatThrownBy(() -> guard().run(KEY, () -> fail(mistake))).isSameAs(mistake);
  }
}
