package dev.homeroom.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What DEBUG=true prints, and that without it nothing is asked of anybody. */
class DebugLogTest {
  private static final String ROOM = "dev.homeroom.debuglogtest.Decider";
  private static final System.Logger LOGGER = System.getLogger(ROOM);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void installed_debugLines_arePrintedWithTheirParametersAndCause() {
    try (DebugLog.DebugHandler installed = new DebugLog.DebugHandler(List.of(ROOM), out)) {
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
    new DebugLog.DebugHandler(List.of(ROOM), out).close();

    assertThat(LOGGER.isLoggable(System.Logger.Level.DEBUG)).isFalse();
    LOGGER.log(System.Logger.Level.DEBUG, "unheard");
    assertThat(bytes.size()).isZero();
    assertThat(logger.getHandlers()).isEmpty();
  }

  @Test
  void install_notWanted_leavesTheLoggersAlone() {
    DebugLog log = new DebugLog();
    log.settings = new Settings(key -> Optional.empty());

    log.install(null);

    for (String name : DebugLog.LOGGERS) {
      assertThat(Logger.getLogger(name).getLevel()).isNull();
      assertThat(Logger.getLogger(name).getHandlers()).isEmpty();
    }
  }

  @Test
  void install_wanted_opensEachLogger_untilTheServerStops() {
    DebugLog log = new DebugLog();
    log.settings = new Settings(key -> Optional.of("true"));

    log.install(null);

    for (String name : DebugLog.LOGGERS) {
      assertThat(System.getLogger(name).isLoggable(System.Logger.Level.DEBUG)).as(name).isTrue();
    }
    log.remove(null);
    for (String name : DebugLog.LOGGERS) {
      assertThat(System.getLogger(name).isLoggable(System.Logger.Level.DEBUG)).as(name).isFalse();
    }
  }

  @Test
  void loggers_areThoseOfTheClassesThatSaySomethingBelowInfo() throws IOException {
    Path sources = Path.of("src/main/java");
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (Files.readString(file).matches("(?s).*Level\\.(DEBUG|TRACE).*")) {
          String path = sources.relativize(file).toString();
          found.add(path.replace(".java", "").replace('/', '.'));
        }
      }
    }
    assertThat(DebugLog.LOGGERS).containsExactlyInAnyOrderElementsOf(found);
  }
}
