package dev.homeroom.cache.redis;

import java.util.Objects;
import java.util.function.Function;

/**
 * A command to Redis: its request, and the form of its reply.
 *
 * @param <T> the type that the reply is converted to
 * @param name the Redis command, lower case, for logs and metrics
 * @param idempotent whether it may be sent twice: it is retried once after a lost connection
 * @param bytes the size of the larger of request and reply, as far as it is known
 * @param exchange sends and reads on one connection, or throws {@link WrongReplyException}
 */
record Command<T>(
    String name, boolean idempotent, int bytes, Function<RedisConnection, T> exchange) {

  /** The size from which a value has a connection of its own, so that small ones do not wait. */
  static final int LARGE_BYTES = 32 * 1024;

  boolean isLarge() {
    return bytes > LARGE_BYTES;
  }

  T on(RedisConnection connection) {
    return exchange.apply(connection);
  }

  /** Returns the value of a reply to this command, by its type. */
  @SuppressWarnings("unchecked")
  T valueOf(Reply reply) {
    // The reply was made by this command's own exchange.
    return (T) Objects.requireNonNull(reply.value());
  }
}
