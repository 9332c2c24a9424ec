package dev.homeroom.cache.redis;

import dev.homeroom.settings.Settings;
import java.time.Duration;

/**
 * The time-outs of requests to Redis. A bare number in a setting is milliseconds.
 *
 * @param connect {@code REDIS_CONNECT_TIMEOUT}, for connecting alone
 * @param command {@code REDIS_COMMAND_TIMEOUT}, for one read of a reply
 * @param poolWait {@code REDIS_POOL_WAIT_TIMEOUT}, for a free connection
 * @param operation {@code REDIS_OPERATION_TIMEOUT}, for the whole operation with its retry
 */
record RedisTimeouts(Duration connect, Duration command, Duration poolWait, Duration operation) {
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration MOST = Duration.ofSeconds(10);

  /** The shipped values. */
  static final RedisTimeouts SHIPPED =
      new RedisTimeouts(
          Duration.ofMillis(250),
          Duration.ofMillis(250),
          Duration.ofMillis(50),
          Duration.ofMillis(300));

  static RedisTimeouts from(Settings settings) {
    return new RedisTimeouts(
        settings.duration("REDIS_CONNECT_TIMEOUT", SHIPPED.connect, LEAST, MOST),
        settings.duration("REDIS_COMMAND_TIMEOUT", SHIPPED.command, LEAST, MOST),
        settings.duration("REDIS_POOL_WAIT_TIMEOUT", SHIPPED.poolWait, LEAST, MOST),
        settings.duration("REDIS_OPERATION_TIMEOUT", SHIPPED.operation, LEAST, MOST));
  }

  /** Returns these time-outs with a longer wait for a reply, for the listener. */
  RedisTimeouts waiting(Duration silence) {
    return new RedisTimeouts(connect, silence, poolWait, operation);
  }
}
