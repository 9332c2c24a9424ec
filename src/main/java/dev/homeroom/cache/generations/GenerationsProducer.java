package dev.homeroom.cache.generations;

import dev.homeroom.time.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Produces this instance's {@link Generations} as a bean. */
@ApplicationScoped
class GenerationsProducer {
  @Inject Clock clock;
  @Inject Ticker ticker;

  @Produces
  @Singleton
  Generations generations() {
    return new Generations(clock, ticker, GenerationLimits.SHIPPED);
  }
}
