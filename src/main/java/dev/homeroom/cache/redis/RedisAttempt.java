package dev.homeroom.cache.redis;

import redis.clients.jedis.exceptions.JedisDataException;

/** Sends a command once, on one connection, and classifies every failure; knows no retries. */
class RedisAttempt {
  private final ConnectionPool small;
  private final ConnectionPool large;

  /** Makes an attempt with the pool for ordinary values and the pool for those over 32 KB. */
  RedisAttempt(ConnectionPool small, ConnectionPool large) {
    this.small = small;
    this.large = large;
  }

  /**
   * Sends a command once.
   *
   * @throws LostConnectionException if the connection was lost and the command is idempotent; all
   *     idle connections are closed then, since they probably died with it
   * @throws RedisFailedException for every other failure
   */
  Reply run(Command<?> command, Deadline deadline) {
    ConnectionPool pool = command.isLarge() ? large : small;
    ConnectionPool.PoolSlot slot = null;
    boolean usable = false;
    boolean sent = false;
    try {
      slot = pool.borrow(deadline);
      RedisConnection connection = slot.connection(deadline);
      sent = true;
      Object value = command.on(connection);
      usable = true;
      return Reply.of(value, slot.openingNanos());
    } catch (RuntimeException | OutOfMemoryError e) {
      // Also after an OutOfMemoryError: the connection may have lost its position in the replies.
      RedisFailure failed = RedisFailure.of(e);
      usable = failed.connectionUsable();
      throw thrown(command, failed, sent && !isRefused(e), e);
    } finally {
      if (slot != null) {
        pool.giveBack(slot, usable);
      }
    }
  }

  /** Returns whether Redis has refused all of the command, so that nothing of it has run. */
  private static boolean isRefused(Throwable e) {
    return e instanceof JedisDataException && !(e instanceof PartlyRefusedException);
  }

  private RedisFailedException thrown(
      Command<?> command, RedisFailure failed, boolean mayHaveRun, Throwable cause) {
    if (failed.lost()) {
      clear();
      if (mayBeRepeated(command)) {
        return new LostConnectionException(failed.failure(), cause);
      }
    }
    return new RedisFailedException(failed.failure(), mayHaveRun, cause);
  }

  void clear() {
    small.clear();
    large.clear();
  }

  /** Returns whether a command may be sent again although the server may have executed it. */
  boolean mayBeRepeated(Command<?> command) {
    return command.idempotent();
  }
}
