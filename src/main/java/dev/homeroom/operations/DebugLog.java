package dev.homeroom.operations;

import dev.homeroom.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.io.PrintStream;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Prints Homeroom's log lines below INFO with {@code DEBUG=true}, such as every decision of the
 * cache. Liberty drops such lines unless its trace specification names their loggers, and sets each
 * logger's level, so that none inherits one: so this sets the level of each, and adds a handler.
 */
@ApplicationScoped
class DebugLog {
  /** The loggers that log below INFO; a test compares them with the sources. */
  static final List<String> LOGGERS =
      List.of(
          "dev.homeroom.audit.BoundedRecords",
          "dev.homeroom.auth.CallerFinder",
          "dev.homeroom.auth.CutOffRaising",
          "dev.homeroom.auth.FailedLogins",
          "dev.homeroom.auth.HashRenewal",
          "dev.homeroom.auth.Login",
          "dev.homeroom.auth.LoginStatisticsUpkeep",
          "dev.homeroom.auth.PendingRevocations",
          "dev.homeroom.auth.Revocations",
          "dev.homeroom.cache.commands.CommandFlush",
          "dev.homeroom.cache.failover.StateLog",
          "dev.homeroom.cache.readthrough.CopyComparisons",
          "dev.homeroom.cache.readthrough.Loading",
          "dev.homeroom.cache.readthrough.Lookup",
          "dev.homeroom.cache.readthrough.MemoryEntries",
          "dev.homeroom.cache.readthrough.SingleFlight",
          "dev.homeroom.cache.readthrough.Tiers",
          "dev.homeroom.cache.readthrough.WarmingRound",
          "dev.homeroom.cache.redis.Announcer",
          "dev.homeroom.cache.redis.Listener",
          "dev.homeroom.cache.redis.InstallationList",
          "dev.homeroom.database.GenerationUpkeep",
          "dev.homeroom.database.InstanceHeartbeat",
          "dev.homeroom.http.FailureLog",
          "dev.homeroom.http.OpenCallers",
          "dev.homeroom.http.RefusalWriter",
          "dev.homeroom.http.WaitingRequest",
          "dev.homeroom.operations.OrderlyStop",
          "dev.homeroom.operations.StartFailure",
          "dev.homeroom.pages.PageFile");

  @Inject Settings settings;

  private @Nullable DebugHandler installed;

  @SuppressWarnings("SystemOut") // Liberty puts it on the console and into messages.log.
  void install(@Observes @Priority(5) Startup event) {
    if (settings.flag("DEBUG", false)) {
      installed = new DebugHandler(LOGGERS, System.out);
    }
  }

  void remove(@Observes Shutdown event) {
    if (installed != null) {
      installed.close();
    }
  }

  /** Prints the lines of some loggers below INFO until it is closed. */
  static final class DebugHandler extends Handler implements AutoCloseable {
    private static final Formatter MESSAGE =
        new Formatter() {
          @Override
          public String format(LogRecord entry) {
            return formatMessage(entry);
          }
        };

    /** A logger and its previous level; held, as the JDK would forget both. */
    private record OpenedLogger(Logger logger, @Nullable Level before) {}

    private final List<OpenedLogger> opened;
    private final PrintStream out;

    DebugHandler(List<String> names, PrintStream out) {
      this.out = out;
      setLevel(Level.FINE);
      this.opened = names.stream().map(Logger::getLogger).map(this::open).toList();
    }

    private OpenedLogger open(Logger logger) {
      OpenedLogger one = new OpenedLogger(logger, logger.getLevel());
      logger.setLevel(Level.FINE);
      logger.addHandler(this);
      return one;
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
      for (OpenedLogger one : opened) {
        one.logger().removeHandler(this);
        one.logger().setLevel(one.before());
      }
    }
  }
}
