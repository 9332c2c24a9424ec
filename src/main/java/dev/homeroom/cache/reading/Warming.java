package dev.homeroom.cache.reading;

import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.StateChange;
import dev.homeroom.cache.Ticker;
import dev.homeroom.cache.WarmUp;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Warms the cache after the start and after an outage of Redis, in nobody's way. */
@ApplicationScoped
class Warming {
  @Inject CacheService cache;
  @Inject @Any Instance<WarmUp> rooms;
  @Inject Ticker ticker;

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  ManagedThreadFactory threadFactory;

  void afterStart(@Observes @Priority(900) Startup event) {
    begin();
  }

  void afterRecovery(@Observes StateChange change) {
    if (change.to() == CacheState.REDIS && change.from() == CacheState.RECOVERING) {
      begin();
    }
  }

  private void begin() {
    threadFactory.newThread(new WarmingRound(cache, rooms, ticker)).start();
  }
}
