package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.CacheSettings;
import dev.homeroom.cache.spi.RedisProbe;
import dev.homeroom.settings.Settings;
import dev.homeroom.time.DaemonThreads;
import dev.homeroom.time.Ticker;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.net.InetAddress;

/** Produces the connections to Redis as beans. */
@ApplicationScoped
class RedisEndpointProducer {
  private static final System.Logger LOGGER =
      System.getLogger(RedisEndpointProducer.class.getName());

  @Inject Ticker ticker;

  /** Makes the endpoint early, so that a bad setting ends the start. */
  void check(@Observes @Priority(15) Startup event, RedisEndpoint endpoint) {
    String at = "Redis {0} is at {1}.";
    endpoint.location().ifPresent(where -> LOGGER.log(Level.INFO, at, endpoint.name(), where));
  }

  @Produces
  @Singleton
  RedisEndpoint endpoint(Settings settings) {
    return new RedisEndpoint(
        RedisSettings.from(settings),
        ticker,
        InetAddress::getAllByName,
        new DaemonThreads("redis-addresses"));
  }

  void close(@Disposes RedisEndpoint endpoint) {
    endpoint.close();
  }

  @Produces
  @Singleton
  RedisAttempt attempt(RedisEndpoint endpoint) {
    return endpoint.attempt();
  }

  @Produces
  @Singleton
  RedisProbe probe(RedisEndpoint endpoint, CacheSettings settings) {
    return endpoint.probe(settings.prefix());
  }
}
