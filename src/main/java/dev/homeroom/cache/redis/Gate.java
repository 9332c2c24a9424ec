package dev.homeroom.cache.redis;

/** The gate of every Redis command of a request. Never throws. */
interface Gate {
  /**
   * Sends a command. If its connection is lost and it is idempotent, clears the pool and sends it
   * once more, by the same deadline.
   */
  Reply call(Command<?> command, Deadline deadline);
}
