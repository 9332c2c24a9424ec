package dev.homeroom.cache.redis;

/** The gate of every Redis command of a request. Never throws. */
interface Gate {
  /** Sends a command; after a lost connection an idempotent one once more, by the same deadline. */
  Reply call(Command<?> command, Deadline deadline);
}
