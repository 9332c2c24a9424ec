package dev.homeroom.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who has hung up, by the kernel's table, which is read no more often than it should be. */
class OpenCallersTest {
  private final AtomicLong nanos = new AtomicLong(1_000);
  private final AtomicInteger readings = new AtomicInteger();
  private final Set<String> open = new HashSet<>();
  private Duration cost = Duration.ZERO;

  private final OpenCallers callers =
      new OpenCallers(
          nanos::get,
          () -> {
            readings.incrementAndGet();
            nanos.addAndGet(cost.toNanos());
            return Set.copyOf(open);
          },
          new ClientOrigins());

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void callerWhoseConnectionIsOpen_isThere_andGoneOnceItIsNot() {
    open.add("a");
    CallerPresence caller = callers.of("192.0.2.1", "a");
    pass(OpenCallers.PAUSE);
    assertThat(caller.isGone()).isFalse();

    open.clear();
    pass(OpenCallers.PAUSE);

    assertThat(caller.isGone()).isTrue();
  }

  @Test
  void callerWhoCameAfterTheReading_isNeverTakenForGone() {
    pass(OpenCallers.PAUSE);
    assertThat(callers.of("192.0.2.1", "other").isGone()).isFalse();
    CallerPresence other = callers.of("192.0.2.1", "gone");
    pass(OpenCallers.PAUSE);
    assertThat(other.isGone()).isTrue();
    open.add("new");
    CallerPresence late = callers.of("192.0.2.1", "new");
    pass(Duration.ofMillis(1));

    assertThat(late.isGone()).isFalse();

    pass(OpenCallers.PAUSE);
    assertThat(late.isGone()).isFalse();
    assertThat(readings).hasValue(3);
  }

  @Test
  void oneReadingServesAllCallers_withinThePause() {
    CallerPresence[] gone = {
      callers.of("192.0.2.1", "a"), callers.of("192.0.2.1", "b"), callers.of("192.0.2.1", "c")
    };
    pass(OpenCallers.PAUSE);
    for (CallerPresence caller : gone) {
      assertThat(caller.isGone()).isTrue();
    }
    assertThat(readings).hasValue(1);
  }

  @Test
  void costlyReading_isFollowedByAPauseOfItsLength() {
    cost = Duration.ofMillis(50);
    CallerPresence caller = callers.of("192.0.2.1", "a");
    pass(OpenCallers.PAUSE);
    assertThat(caller.isGone()).isTrue();
    pass(Duration.ofMillis(49));
    assertThat(caller.isGone()).isTrue();
    assertThat(readings).hasValue(1);
    pass(Duration.ofMillis(1));
    assertThat(caller.isGone()).isTrue();
    assertThat(readings).hasValue(2);
  }

  @Test
  void whereThereIsNoTable_everyoneIsThere() {
    OpenCallers blind =
        new OpenCallers(
            nanos::get,
            () -> {
              throw new IOException("no /proc");
            },
            new ClientOrigins());
    CallerPresence caller = blind.of("192.0.2.1", "a");
    pass(OpenCallers.PAUSE);
    assertThat(caller.isGone()).isFalse();
  }
}
