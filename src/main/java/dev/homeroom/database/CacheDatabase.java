package dev.homeroom.database;

import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.spi.GenerationPush;
import dev.homeroom.cache.spi.GenerationWriter;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Ticker;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Produces the cache's database ports as beans, and starts the poller. */
@ApplicationScoped
class CacheDatabase {
  @Resource(lookup = "jdbc/homeroom")
  DataSource dataSource;

  @Resource(lookup = "jdbc/cache")
  DataSource cacheDataSource;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  TransactionSynchronizationRegistry registry;

  @Inject Generations generations;
  @Inject Instance<PolledTable> polledTables;
  @Inject Ticker ticker;
  @Inject BackgroundLoops loops;

  private @Nullable ChangePollerLoop thread;

  /** Polls once, before anything is served, and starts the loop that goes on polling. */
  void start(@Observes @Priority(40) Startup event) throws SQLException {
    ChangePoller poller =
        new ChangePoller(
            cacheDataSource,
            table(),
            generations,
            polledTables.stream().toList(),
            new ChangePoller.Schedule(PollTimes.SHIPPED, ticker));
    if (!poller.pollOnce()) {
      throw new IllegalStateException("the database does not answer: generations were not read");
    }
    thread = new ChangePollerLoop(poller, PollTimes.SHIPPED, generations, loops);
  }

  @PreDestroy
  void stop() {
    ChangePollerLoop running = thread;
    if (running != null) {
      running.close();
    }
  }

  @Produces
  @Singleton
  GenerationTable table() throws SQLException {
    return new GenerationTable(DatabaseKind.of(cacheDataSource));
  }

  @Produces
  @Singleton
  GenerationRows rows(GenerationTable table) {
    return new GenerationRows(cacheDataSource, table);
  }

  @Produces
  @Singleton
  GenerationWriter writer(GenerationTable table, GenerationPush push) {
    TagWrites writes =
        new TagWrites(cacheDataSource, table, generations, TagWrites.randomSteps(), ticker);
    return new TransactionTags(registry, dataSource, writes, generations, push);
  }
}
