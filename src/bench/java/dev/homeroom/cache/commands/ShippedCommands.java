package dev.homeroom.cache.commands;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.memory.TestValues;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.DaemonThreads;
import java.time.Clock;
import java.time.Duration;

/** The commands as the server has them, built without CDI. */
public final class ShippedCommands {
  private ShippedCommands() {}

  /** Returns those of a server without a Redis, or of one whose Redis is away. */
  public static CacheCommands<String> inMemory(boolean configured, CacheRecorder recorder) {
    StandInRedis away = new StandInRedis(Clock.systemUTC());
    away.closed = false;
    CommandTiers tiers =
        new CommandTiers(
            new CommandTiers.Dependencies(
                away, away, away, null, TestValues.shipped(), recorder),
            configured,
            new Journal(10_000, 8_000_000),
            Clock.systemUTC(),
            new BackgroundLoops(new DaemonThreads("bench"), System::nanoTime));
    return texts(tiers.tier());
  }

  /** Returns those over one tier. */
  public static CacheCommands<String> over(CommandTier tier) {
    return texts(tier);
  }

  private static CacheCommands<String> texts(CommandTier tier) {
    return new TypedCommands<>(
        tier,
        ValueCodec.TEXTS,
        new TypedCommands.Rules(
            Duration.ofHours(1).toMillis(), Duration.ofSeconds(2), new JsonFormat()));
  }
}
