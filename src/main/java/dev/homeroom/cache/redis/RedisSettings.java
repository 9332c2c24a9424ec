package dev.homeroom.cache.redis;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings of one Redis, checked.
 *
 * @param target empty: no Redis is used
 * @param timeouts of requests
 * @param poolSize {@code REDIS_POOL_SIZE}: connections for requests, besides the listener's and one
 *     for large values
 * @param probeAttempts {@code REDIS_MAX_RETRIES}: connection attempts within one probe
 * @param name {@code REDIS_NAME}: what metrics call it
 * @param tlsCa {@code REDIS_TLS_CA}: the authorities that are believed; empty: the JDK's own
 */
record RedisSettings(
    Optional<RedisTarget> target,
    RedisTimeouts timeouts,
    int poolSize,
    int probeAttempts,
    String name,
    Optional<Path> tlsCa) {

  /** Reads the settings; throws {@link InvalidSettingException} for one out of range. */
  static RedisSettings from(Settings settings) {
    String name = settings.text("REDIS_NAME").orElse("default");
    if (!name.matches("[A-Za-z0-9._-]{1,32}")) {
      throw new InvalidSettingException("REDIS_NAME", name, "[A-Za-z0-9._-]{1,32}");
    }
    return new RedisSettings(
        RedisTarget.from(settings),
        RedisTimeouts.from(settings),
        settings.integer("REDIS_POOL_SIZE", 5, 1, 100),
        settings.integer("REDIS_MAX_RETRIES", 3, 1, 10),
        name,
        settings.text("REDIS_TLS_CA").map(RedisSettings::readable));
  }

  private static Path readable(String text) {
    Path file = Path.of(text);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new InvalidSettingException("REDIS_TLS_CA", text, Tls.CA_RULE);
    }
    return file;
  }
}
