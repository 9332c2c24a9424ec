package dev.homeroom.operations;

import dev.homeroom.cache.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.io.PrintStream;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * With {@code DEBUG=true}, prints what Homeroom says below INFO, one line each: every decision of
 * the cache. Liberty keeps such lines from its log unless its trace specification names them, which
 * only its configuration can do; so a handler of our own prints them. Without it nothing is
 * installed, and the loggers stay at INFO.
 */
@ApplicationScoped
class DebugLog {
  private static final String BASE = "dev.homeroom";

  @Inject Settings settings;

  private @Nullable Installed installed;

  @SuppressWarnings("SystemOut") // Liberty puts it on the console and into messages.log.
  void install(@Observes @Priority(5) Startup event) {
    if (settings.flag("DEBUG", false)) {
      installed = new Installed(Logger.getLogger(BASE), System.out);
    }
  }

  void remove(@Observes Shutdown event) {
    if (installed != null) {
      installed.close();
    }
  }

  /** Prints what a logger and those below it say beneath INFO, until it is closed. */
  static final class Installed extends Handler implements AutoCloseable {
    private static final Formatter MESSAGE =
        new Formatter() {
          @Override
          public String format(LogRecord entry) {
            return formatMessage(entry);
          }
        };

    // Loggers are held weakly by the JDK: without this its level could be forgotten.
    private final Logger logger;
    private final @Nullable Level before;
    private final PrintStream out;

    Installed(Logger logger, PrintStream out) {
      this.logger = logger;
      this.before = logger.getLevel();
      this.out = out;
      setLevel(Level.FINE);
      logger.setLevel(Level.FINE);
      logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
      if (isLoggable(entry) && entry.getLevel().intValue() < Level.INFO.intValue()) {
        Throwable thrown = entry.getThrown();
        String cause = thrown == null ? "" : " (" + thrown + ")";
        out.println("DEBUG " + shortName(entry) + ": " + MESSAGE.format(entry) + cause);
      }
    }

    private static String shortName(LogRecord entry) {
      String name = String.valueOf(entry.getLoggerName());
      return name.substring(name.lastIndexOf('.') + 1);
    }

    @Override
    public void flush() {
      out.flush();
    }

    @Override
    public void close() {
      logger.removeHandler(this);
      logger.setLevel(before);
    }
  }
}
