package dev.homeroom.cache.commands;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.CacheManagement;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheStatus;
import dev.homeroom.cache.MemoryUse;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheSettings;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.CommandRecovery;
import dev.homeroom.cache.spi.CommandReplay;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.CommandValues;
import dev.homeroom.cache.spi.CriticalRows;
import dev.homeroom.cache.spi.GenerationWriter;
import dev.homeroom.cache.spi.RedisFlush;
import dev.homeroom.cache.spi.RedisProbe;
import dev.homeroom.cache.spi.SharedTier;
import dev.homeroom.cache.spi.ValueFormat;
import dev.homeroom.settings.Settings;
import dev.homeroom.time.BackgroundLoops;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Produces the commands as beans: for texts and for bytes. */
@ApplicationScoped
class CommandsProducer {
  /** The bounds of the journal: keys, and bytes. */
  private static final int JOURNAL_KEYS = 10_000;

  private static final long JOURNAL_BYTES = 8_000_000;

  @Inject Settings settings;
  @Inject CacheSettings cacheSettings;
  @Inject Clock clock;
  @Inject BackgroundLoops loops;
  @Inject RedisProbe probe;
  @Inject ValueFormat json;
  @Inject CacheRecorder recorder;

  /** Reads the settings early, so that a bad one stops the start. */
  void check(@Observes @Priority(15) Startup event) {
    CommandSettings.from(settings);
    CriticalSettings.from(settings);
  }

  @Produces
  @Singleton
  CommandTiers.Dependencies dependencies(
      Circuit circuit,
      @SharedTier CommandTier redis,
      CommandReplay replay,
      RedisFlush flush,
      CommandValues values) {
    return new CommandTiers.Dependencies(circuit, redis, replay, flush, values, recorder);
  }

  @Produces
  @Singleton
  CommandTiers tiers(CommandTiers.Dependencies dependencies) {
    return new CommandTiers(
        dependencies, probe.isConfigured(), new Journal(JOURNAL_KEYS, JOURNAL_BYTES), clock, loops);
  }

  void close(@Disposes CommandTiers tiers) {
    tiers.close();
  }

  @Produces
  @Singleton
  CacheManagement management(
      CacheStatus status,
      CommandTiers tiers,
      MemoryUse memory,
      CommandReplay redis,
      CriticalSync critical) {
    return new InstanceManagement(status, tiers, memory, redis, critical);
  }

  @Produces
  @Singleton
  CommandRecovery recovery(CommandTiers tiers) {
    return tiers.recovery();
  }

  @Produces
  @Singleton
  CriticalCommands commands(
      CommandTiers tiers, CacheService cache, CriticalRows rows, GenerationWriter transactions) {
    return new CriticalCommands(
        new CriticalKeys(CriticalSettings.from(settings).patterns()),
        tiers.tier(),
        new CriticalEntries(cache, rows, transactions, clock),
        rows,
        clock);
  }

  private TypedCommands.Rules rules() {
    return new TypedCommands.Rules(
        CommandSettings.from(settings).defaultTtl().toMillis(),
        cacheSettings.loadHardTimeout(),
        json);
  }

  @Produces
  @Singleton
  CacheCommands<String> texts(CriticalCommands commands) {
    return new TypedCommands<>(commands, ValueCodec.TEXTS, rules());
  }

  @Produces
  @Singleton
  CacheCommands<byte[]> bytes(CriticalCommands commands) {
    return new TypedCommands<>(commands, ValueCodec.BYTES, rules());
  }
}
