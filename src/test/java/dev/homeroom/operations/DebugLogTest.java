package dev.homeroom.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What DEBUG=true prints, and that without it nothing is asked of anybody. */
class DebugLogTest {
  private static final String ROOM = "dev.homeroom.debuglogtest";
  private static final System.Logger LOGGER = System.getLogger(ROOM + ".inner.Decider");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void installed_debugLines_arePrintedWithTheirParametersAndCause() {
    try (DebugLog.Installed installed = new DebugLog.Installed(Logger.getLogger(ROOM), out)) {
      LOGGER.log(System.Logger.Level.DEBUG, "{0} in {1}: {2}", "s1:a", "MEMORY", "HIT");
      LOGGER.log(System.Logger.Level.DEBUG, "It failed", new IllegalStateException("why"));
      LOGGER.log(System.Logger.Level.INFO, "for the log");
      LOGGER.log(System.Logger.Level.TRACE, "too fine");
      installed.flush();
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "DEBUG Decider: s1:a in MEMORY: HIT",
            "DEBUG Decider: It failed (java.lang.IllegalStateException: why)");
  }

  @Test
  void closed_nothingIsPrintedAndTheLoggerIsAsBefore() {
    Logger logger = Logger.getLogger(ROOM);
    new DebugLog.Installed(logger, out).close();

    assertThat(LOGGER.isLoggable(System.Logger.Level.DEBUG)).isFalse();
    LOGGER.log(System.Logger.Level.DEBUG, "unheard");
    assertThat(bytes.size()).isZero();
    assertThat(logger.getHandlers()).isEmpty();
  }

  @Test
  void install_notWanted_leavesTheLoggersAlone() {
    Logger logger = Logger.getLogger("dev.homeroom");
    Level before = logger.getLevel();
    int handlers = logger.getHandlers().length;
    DebugLog log = new DebugLog();
    log.settings = new Settings(key -> Optional.empty());

    log.install(null);

    assertThat(logger.getLevel()).isEqualTo(before);
    assertThat(logger.getHandlers()).hasSize(handlers);
  }
}
