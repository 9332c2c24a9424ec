package dev.homeroom.auth;

import dev.homeroom.auth.LoginStatistics.Counter;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.RunningInstances;
import dev.homeroom.time.BackgroundLoop;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Waker;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes this server's counts of logins every 10 s and at its end, so that only a kill loses the
 * last seconds. While the database is away they wait in memory. Rows are kept for 90 days.
 */
@ApplicationScoped
class LoginStatisticsUpkeep {
  private static final System.Logger LOGGER =
      System.getLogger(LoginStatisticsUpkeep.class.getName());
  private static final BackgroundLoop.Name NAME =
      new BackgroundLoop.Name(
          "login-counts", "the administrators' figure of today's logins is too small.");

  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);
  private static final int KEPT_DAYS = 90;

  @Resource(lookup = "jdbc/cache")
  DataSource dataSource;

  @Inject LoginStatistics counts;
  @Inject RunningInstances instances;
  @Inject KnownGenerations generations;
  @Inject BackgroundLoops loops;

  private final Waker waker = new Waker();
  private @Nullable BackgroundLoop loop;

  // Used by the loop's thread, and by the last write after its end.
  private final Map<Counter, Long> written = new HashMap<>();
  private LocalDate cleaned = LocalDate.MIN;

  void start(@Observes @Priority(60) Startup event) {
    loop = loops.start(NAME, waker, this::step);
  }

  private void step() throws SQLException {
    waker.rest(EVERY);
    if (!waker.isEnded()) {
      write();
    }
  }

  /** Writes the counts that have changed since they were written last; no statement if none has. */
  synchronized void write() throws SQLException {
    Map<Counter, Long> changed = counts.numbers();
    changed.entrySet().removeIf(number -> number.getValue().equals(written.get(number.getKey())));
    if (changed.isEmpty() || generations.databaseAway()) {
      return;
    }
    LocalDate today = counts.today();
    try (Connection connection = dataSource.getConnection()) {
      LoginStatisticsRows.write(connection, instances.ownId(), changed);
      written.putAll(changed);
      if (today.isAfter(cleaned)) {
        LoginStatisticsRows.deleteBefore(connection, today.minusDays(KEPT_DAYS));
        cleaned = today;
      }
    }
    counts.forgetOld();
    written.keySet().retainAll(counts.numbers().keySet());
  }

  void stop(@Observes Shutdown event) {
    BackgroundLoop started = loop;
    if (started == null) {
      return;
    }
    started.close(CLOSE_WAIT);
    try {
      write();
    } catch (SQLException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "The last logins are not counted", e);
    }
  }
}
