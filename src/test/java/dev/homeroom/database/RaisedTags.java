package dev.homeroom.database;

import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.spi.GenerationWriter;
import dev.homeroom.sql.ContainerTransactions;
import java.time.Clock;
import javax.sql.DataSource;

/** Raises generations as a server does, in its transactions, without a poller. */
public final class RaisedTags {
  private RaisedTags() {}

  /**
   * Returns the writer of one server.
   *
   * @param cache the cache's own data source, which has no transactions
   */
  public static GenerationWriter in(
      ContainerTransactions transactions, DataSource cache, DatabaseKind kind) {
    Generations known =
        new Generations(Clock.systemUTC(), System::nanoTime, GenerationLimits.SHIPPED);
    TagWrites writes =
        new TagWrites(
            cache, new GenerationTable(kind), known, TagWrites.randomSteps(), System::nanoTime);
    return new TransactionTags(
        transactions.registry(), transactions.dataSource(), writes, known, tags -> {});
  }
}
