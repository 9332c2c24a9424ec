package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.StateChange;
import dev.homeroom.cache.WarmUp;
import dev.homeroom.time.Ticker;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Warms the cache in the background after the start and after an outage of Redis. */
@ApplicationScoped
class Warming {
  private static final System.Logger LOGGER = System.getLogger(Warming.class.getName());

  @Inject CacheService cache;
  @Inject @Any Instance<WarmUp> warmUps;
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
    try {
      threadFactory.newThread(new WarmingRound(cache, warmUps, ticker)).start();
    } catch (RuntimeException | Error e) {
      // Neither the start nor the recovery may fail for want of this thread.
      LOGGER.log(
          System.Logger.Level.INFO,
          "Warming could not begin: "
              + e
              + ". This means: the first readers of some figures load them themselves.");
    }
  }
}
