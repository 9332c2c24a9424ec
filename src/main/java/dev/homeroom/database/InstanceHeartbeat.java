package dev.homeroom.database;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.RunningInstances;
import dev.homeroom.settings.BuildVersion;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Records every 10 s that this server runs, and lists the servers that do. A server that ends takes
 * its row away; one that was killed is not seen after 30 s, and its row goes after a day. While the
 * database is away nothing is recorded.
 */
@ApplicationScoped
public class InstanceHeartbeat implements RunningInstances {
  private static final System.Logger LOGGER = System.getLogger(InstanceHeartbeat.class.getName());
  private static final BackgroundLoop.Name NAME =
      new BackgroundLoop.Name("instance", "administrators do not see that this server runs.");

  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);

  @Resource(lookup = "jdbc/cache")
  DataSource dataSource;

  @Inject KnownGenerations generations;
  @Inject BackgroundLoops loops;
  @Inject Clock clock;
  @Inject ClockOffset offset;

  private final String id = UUID.randomUUID().toString();
  private final Waker waker = new Waker();
  private @Nullable BackgroundLoop loop;
  private Instant startedAt = Instant.EPOCH;

  void start(@Observes @Priority(60) Startup event) {
    startedAt = clock.instant();
    loop = loops.start(NAME, waker, this::step);
  }

  private void step() throws SQLException {
    if (!generations.databaseAway()) {
      say();
    }
    waker.rest(EVERY);
  }

  /**
   * Records that this server runs, deletes servers that have not run for a day, and compares its
   * clock with the database's.
   */
  void say() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      offset.measure(connection);
      InstanceRows.seen(connection, id, BuildVersion.text(), startedAt);
      InstanceRows.deleteOld(connection);
    }
  }

  void stop(@Observes Shutdown event) {
    BackgroundLoop started = loop;
    if (started == null) {
      return;
    }
    started.close(CLOSE_WAIT);
    if (!generations.databaseAway()) {
      try (Connection connection = dataSource.getConnection()) {
        InstanceRows.delete(connection, id);
      } catch (SQLException e) {
        // Nobody sees it in 30 s.
        LOGGER.log(System.Logger.Level.DEBUG, "The row of this server stays for a day", e);
      }
    }
  }

  @Override
  public String ownId() {
    return id;
  }

  @Override
  public List<RunningInstance> seenWithin(Duration time) {
    try (Connection connection = dataSource.getConnection()) {
      return InstanceRows.seenWithin(connection, time);
    } catch (SQLException e) {
      throw new InstancesNotReadException(e);
    }
  }
}
