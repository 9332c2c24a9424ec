package dev.homeroom.operations;

import dev.homeroom.auth.DenyWhenAway;
import dev.homeroom.cache.CacheStatus;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.MemoryUse;
import dev.homeroom.http.ServerEnd;
import dev.homeroom.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** The known state of this server, without queries. */
@ApplicationScoped
class ServerState {
  @Inject KnownGenerations generations;
  @Inject DenyWhenAway denyWhenAway;
  @Inject MemoryUse memory;
  @Inject CacheStatus cacheStatus;
  @Inject Settings settings;
  @Inject ServerEnd end;

  private volatile boolean everRead;

  void check(@Observes @Priority(15) Startup event) {
    MonitoringConfig.of(settings);
  }

  void stop(@Observes Shutdown event) {
    end.announce();
  }

  @Produces
  @Singleton
  MonitoringConfig monitoring() {
    return MonitoringConfig.of(settings);
  }

  /**
   * Returns whether requests can be answered: generations and revocations have been read, {@code
   * deny} refuses nothing, and the end of this server has not been announced.
   */
  boolean isReady() {
    if (!everRead && generations.isRecent()) {
      everRead = true;
    }
    return everRead && !end.isNear() && !denyWhenAway.isOn();
  }

  boolean databaseAway() {
    return generations.databaseAway();
  }

  CacheStatus.Snapshot cache() {
    return cacheStatus.snapshot();
  }

  long cacheStateChanges() {
    return cacheStatus.changes();
  }

  long memoryEntries() {
    return memory.size();
  }

  long memoryBytes() {
    return memory.bytes();
  }

  static Duration uptime() {
    return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
  }
}
