package dev.homeroom.cache.redis;

/**
 * One plain attempt: one connection, one exchange, every failure sorted. Knows nothing of retries,
 * states or CDI.
 */
class RedisAttempt {
  private final ConnectionPool small;
  private final ConnectionPool large;

  /** Takes the pool for ordinary values and the one for those over 32 KB. */
  RedisAttempt(ConnectionPool small, ConnectionPool large) {
    this.small = small;
    this.large = large;
  }

  /**
   * Tries once.
   *
   * @throws LostConnectionException if the connection was lost and the command is idempotent; all
   *     idle connections are closed then, since whatever took this one took them too
   * @throws RedisFailedException for every other failure
   */
  Reply run(Command<?> command, Deadline deadline) {
    ConnectionPool pool = command.isLarge() ? large : small;
    ConnectionPool.PoolSlot slot = null;
    boolean usable = false;
    try {
      slot = pool.borrow(deadline);
      Object value = command.on(slot.connection(deadline));
      usable = true;
      return Reply.of(value, slot.openingNanos());
    } catch (RuntimeException | OutOfMemoryError e) {
      // OutOfMemoryError: whatever took the memory, this connection has lost its slot.
      RedisFailureSorter sorted = RedisFailureSorter.of(e);
      usable = sorted.connectionUsable();
      throw sorted(command, sorted, e);
    } finally {
      if (slot != null) {
        pool.giveBack(slot, usable);
      }
    }
  }

  private RedisFailedException sorted(
      Command<?> command, RedisFailureSorter sorted, Throwable cause) {
    if (sorted.lost()) {
      clear();
      if (mayBeRepeated(command)) {
        return new LostConnectionException(sorted.failure(), cause);
      }
    }
    return new RedisFailedException(sorted.failure(), cause);
  }

  /** Closes all idle connections. */
  void clear() {
    small.clear();
    large.clear();
  }

  /** Returns whether it does no harm twice: its first try may have been carried out. */
  boolean mayBeRepeated(Command<?> command) {
    return command.idempotent();
  }
}
