package dev.homeroom.time;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Produces the background loops, which run on the server's own threads. */
@ApplicationScoped
class BackgroundLoopsProducer {
  @Inject Ticker ticker;

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  ManagedThreadFactory threadFactory;

  @Produces
  @Singleton
  BackgroundLoops loops() {
    return new BackgroundLoops(threadFactory, ticker);
  }
}
