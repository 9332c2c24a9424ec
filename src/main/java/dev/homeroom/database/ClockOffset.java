package dev.homeroom.database;

import dev.homeroom.cache.spi.DescribedMetric;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * The offset of this server's clock from the database's, which all servers share. Generations and
 * cut-offs need no clock; tokens do, and are judged with a tolerance of 30 s.
 */
@ApplicationScoped
class ClockOffset {
  /** The tolerance between clocks when a token is judged. */
  private static final Duration TOLERATED = Duration.ofSeconds(30);

  private static final double MILLIS = 1e3;
  private static final System.Logger LOGGER = System.getLogger(ClockOffset.class.getName());

  @Inject Clock clock;
  @Inject MetricRegistry registry;

  private volatile long millis;
  private volatile boolean tooGreat;

  void register(@Observes @Priority(60) Startup event) {
    registry.gauge(
        DescribedMetric.of(
            "database_clock_offset_seconds",
            "This server's clock less the database's, as compared in the last 10 s"),
        this,
        ClockOffset::seconds);
  }

  /**
   * Compares the two clocks, and says in the log when they begin to differ by more than 30 s, and
   * when that ends. One thread calls it.
   */
  void measure(Connection connection) throws SQLException {
    Instant before = clock.instant();
    Instant there = present(connection);
    // In the middle of the question: its way there and back is no difference of clocks.
    Instant here = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
    millis = Duration.between(there, here).toMillis();
    boolean wasTooGreat = tooGreat;
    tooGreat = Math.abs(millis) > TOLERATED.toMillis();
    if (tooGreat && !wasTooGreat) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "The clock of this server is {0} s {1} that of the database. This means: tokens"
              + " which it makes may be refused elsewhere, and those of others here, and its"
              + " times are wrong. Do: set the clocks, for instance by NTP.",
          Math.round(Math.abs(millis) / MILLIS),
          millis > 0 ? "ahead of" : "behind");
    } else if (wasTooGreat && !tooGreat) {
      LOGGER.log(
          System.Logger.Level.INFO,
          "The clock of this server agrees with that of the database again.");
    }
  }

  private static Instant present(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select current_timestamp(6)")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  /** Returns this server's clock less the database's, in seconds; 0 before the first comparison. */
  double seconds() {
    return millis / MILLIS;
  }
}
