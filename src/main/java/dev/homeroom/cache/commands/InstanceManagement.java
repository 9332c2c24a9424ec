package dev.homeroom.cache.commands;

import dev.homeroom.cache.CacheHealth;
import dev.homeroom.cache.CacheManagement;
import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.CacheStats;
import dev.homeroom.cache.CacheStatus;
import dev.homeroom.cache.CircuitFigures;
import dev.homeroom.cache.MemoryUse;
import dev.homeroom.cache.ProbeFigures;
import dev.homeroom.cache.RedisServerFigures;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.SyncFigures;
import dev.homeroom.cache.spi.CommandReplay;
import dev.homeroom.cache.spi.TierFailedException;
import java.time.Duration;

/** The management of this instance's cache, over its state machine and its commands. */
final class InstanceManagement implements CacheManagement {
  private final CacheStatus status;
  private final CommandTiers tiers;
  private final MemoryUse memory;
  private final CommandReplay redis;
  private final CriticalSync critical;

  InstanceManagement(
      CacheStatus status,
      CommandTiers tiers,
      MemoryUse memory,
      CommandReplay redis,
      CriticalSync critical) {
    this.status = status;
    this.tiers = tiers;
    this.memory = memory;
    this.redis = redis;
    this.critical = critical;
  }

  private static Source provider(CacheState state) {
    return state == CacheState.REDIS ? Source.REDIS : Source.MEMORY;
  }

  @Override
  public Source provider() {
    return provider(status.snapshot().state());
  }

  @Override
  public CacheHealth health() {
    CacheStatus.Snapshot now = status.snapshot();
    ProbeFigures probes = status.probes();
    boolean inUse = now.state() == CacheState.REDIS && probes.consecutiveFailures() == 0;
    return new CacheHealth(
        provider(now.state()),
        inUse || now.state() == CacheState.NOT_CONFIGURED,
        probes.lastCheck(),
        probes.consecutiveFailures(),
        now.latencyMillis().orElse(null),
        now.state(),
        now.since(),
        now.lastError().orElse(null),
        now.nextProbe().orElse(null));
  }

  @Override
  public CircuitFigures circuit() {
    return tiers.counts().figures(status.snapshot().state());
  }

  @Override
  public SyncFigures sync() {
    ReplayFigures replayed = tiers.replayed();
    Journal journal = tiers.journal();
    return new SyncFigures(
        replayed.last(),
        replayed.deleted(),
        replayed.raised(),
        critical.written(),
        critical.failed(),
        critical.attempts(),
        journal.overflows(),
        journal.depth(),
        Duration.ofMillis(tiers.journalMillis()));
  }

  @Override
  public CacheStats stats() {
    boolean connected = provider() == Source.REDIS;
    ProbeFigures probes = status.probes();
    RedisServerFigures told = probes.server();
    return new CacheStats(
        connected ? Source.REDIS : Source.MEMORY,
        connected && told != null ? told.keys() : memory.size(),
        connected,
        probes.connectionAttempts(),
        told == null ? null : told.memoryUsage(),
        told == null ? null : told.connectedClients(),
        told == null ? null : told.uptimeSeconds());
  }

  @Override
  public boolean switchToRedis() {
    return switch (status.snapshot().state()) {
      case REDIS -> true;
      case FORCED_MEMORY -> leavesMemory();
      case NOT_CONFIGURED, DEGRADED, RECOVERING -> false;
    };
  }

  private boolean leavesMemory() {
    try {
      redis.settle();
    } catch (TierFailedException e) {
      return false;
    }
    status.auto();
    return true;
  }

  @Override
  public void switchToMemory(String reason) {
    status.forceMemory(reason);
  }

  @Override
  public void automatic() {
    status.auto();
  }

  @Override
  public long flush(String prefix) {
    return tiers.flush(prefix);
  }
}
