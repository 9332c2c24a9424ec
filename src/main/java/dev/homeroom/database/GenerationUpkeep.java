package dev.homeroom.database;

import dev.homeroom.cache.Region;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.settings.Settings;
import dev.homeroom.time.BackgroundLoop;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Ticker;
import dev.homeroom.time.Waker;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the rows of unused tags in the background, every hour, a thousand at a time; the first
 * run is at a random moment of the first hour.
 */
@ApplicationScoped
class GenerationUpkeep {
  private static final System.Logger LOGGER = System.getLogger(GenerationUpkeep.class.getName());
  private static final BackgroundLoop.Name NAME =
      new BackgroundLoop.Name("generations-upkeep", "the table of generations grows.");

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);
  private static final int AT_ONCE = 1_000;

  @Inject Settings settings;
  @Inject RegionTtls ttls;
  @Inject @Any Instance<Region<?>> regions;
  @Inject BackgroundLoops loops;
  @Inject Generations generations;
  @Inject GenerationTable table;
  @Inject Clock clock;
  @Inject Ticker ticker;

  @Resource(lookup = "jdbc/cache")
  DataSource dataSource;

  private final Waker waker = new Waker();
  private @Nullable BackgroundLoop loop;

  // Used by the loop's thread alone.
  private long dueNanos;
  private long deleted;

  /** Reads the setting before any work begins, as a bad one ends the start. */
  void check(@Observes @Priority(15) Startup event) {
    kept();
  }

  void start(@Observes @Priority(60) Startup event) {
    Duration kept = kept();
    GenerationPruning pruning =
        new GenerationPruning(dataSource, table, TagWrites.randomSteps(), clock);
    dueNanos = ticker.nanos() + ThreadLocalRandom.current().nextLong(EVERY.toNanos());
    loop = loops.start(NAME, waker, () -> step(pruning, kept));
  }

  private Duration kept() {
    return TagRetention.from(settings).checkedFor(ttls, regions).kept();
  }

  private void step(GenerationPruning pruning, Duration kept) throws SQLException {
    waker.rest(LOOK_EVERY);
    if (waker.isEnded() || ticker.nanos() - dueNanos < 0 || generations.databaseAway()) {
      return;
    }
    int now = pruning.prune(kept, AT_ONCE);
    deleted += now;
    if (now < AT_ONCE) {
      dueNanos = ticker.nanos() + EVERY.toNanos();
      LOGGER.log(System.Logger.Level.DEBUG, "{0} rows of unused tags deleted", deleted);
      deleted = 0;
    }
  }

  @PreDestroy
  void stop() {
    BackgroundLoop started = loop;
    if (started != null) {
      started.close(CLOSE_WAIT);
    }
  }
}
