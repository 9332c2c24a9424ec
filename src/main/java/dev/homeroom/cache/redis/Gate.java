package dev.homeroom.cache.redis;

/**
 * The one method that every Redis command of a request passes: a command and a deadline in, a reply
 * or a sorted failure out. Never throws.
 */
interface Gate {
  /**
   * Sends a command, once more if its connection was lost and it is idempotent: after the pool was
   * cleared, by the same deadline.
   */
  Reply call(Command<?> command, Deadline deadline);
}
