package dev.homeroom.cache.redis;

import dev.homeroom.cache.CacheSettings;
import dev.homeroom.cache.RedisProbe;
import dev.homeroom.settings.Settings;
import dev.homeroom.time.Ticker;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;

/** Joins the connections to Redis into the application. */
@ApplicationScoped
class RedisLineProducer {
  private static final System.Logger LOGGER = System.getLogger(RedisLineProducer.class.getName());

  @Inject Ticker ticker;

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  ManagedThreadFactory threads;

  /** Makes the line, so that a bad setting is found now and not at the first command. */
  void check(@Observes @Priority(15) Startup event, RedisLine line) {
    line.place()
        .ifPresent(
            place ->
                LOGGER.log(System.Logger.Level.INFO, "Redis {0} is at {1}.", line.name(), place));
  }

  @Produces
  @Singleton
  RedisLine line(Settings settings) {
    return new RedisLine(RedisSettings.from(settings), ticker, InetAddress::getAllByName, threads);
  }

  void close(@Disposes RedisLine line) {
    line.close();
  }

  @Produces
  @Singleton
  RedisAttempt attempt(RedisLine line) {
    return line.attempt();
  }

  @Produces
  @Singleton
  RedisProbe probe(RedisLine line, CacheSettings settings) {
    return line.probe(settings.prefix());
  }
}
