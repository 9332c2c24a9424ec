package dev.homeroom.cache.redis;

/** Thrown when no connection became free in time: our own overload, no failure of Redis. */
final class PoolBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PoolBusyException() {
    super("no connection came free", null, false, false);
  }
}
