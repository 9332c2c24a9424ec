package dev.homeroom.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.LogCapture;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class FailureLogTest {
  private final AtomicLong nanos = new AtomicLong();
  private final FailureLog log = new FailureLog(nanos::get);

  private static Throwable one() {
    return new IllegalStateException(new SQLException("column missing"));
  }

  @Test
  void thousandOfOneKind_areOneLineAMinute_thatSaysHowMany() {
    try (LogCapture lines = new LogCapture(FailureLog.class.getName())) {
      for (int i = 0; i < 1_000; i++) {
        log.failed("id" + i, "", one());
      }
      assertThat(lines.linesFrom(Level.SEVERE)).hasSize(1);
      assertThat(lines.linesFrom(Level.SEVERE).get(0)).contains("Request id0 failed.", "Do report");
      nanos.addAndGet(Duration.ofMinutes(1).toNanos());
      log.failed("later", "", one());
      assertThat(lines.linesFrom(Level.SEVERE)).hasSize(2);
      assertThat(lines.linesFrom(Level.SEVERE).get(1))
          .contains("Request later failed.", "999 were not since the last line");
    }
  }

  @Test
  void anotherKind_hasALineOfItsOwn_andManyKindsAreOne() {
    try (LogCapture lines = new LogCapture(FailureLog.class.getName())) {
      log.failed("a", "", one());
      log.failed("b", " outside of the API", new IllegalArgumentException("elsewhere"));
      assertThat(lines.linesFrom(Level.SEVERE)).hasSize(2);
      for (int i = 0; i < 1_000; i++) {
        Throwable made = new IllegalStateException("x");
        made.setStackTrace(
            new StackTraceElement[] {new StackTraceElement("C", "m", "C.java", i + 1)});
        log.failed("c", "", made);
      }
      assertThat(lines.linesFrom(Level.SEVERE)).hasSizeLessThan(110);
    }
  }
}
