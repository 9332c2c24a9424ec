package dev.homeroom.cache.spi;

/**
 * A value of the Redis-shaped commands, as memory keeps it: by reference. It may change in place,
 * within {@link CommandValues#inTurn} only.
 */
public abstract class CommandValue {
  /** Makes one. */
  protected CommandValue() {}

  /** Returns the bytes of heap that it takes now, without its key; at least 0. */
  public abstract long bytes();

  /**
   * Returns the time from which on it has ended, ms since 1970; {@code Long.MAX_VALUE} if never.
   */
  public abstract long expiresAtMillis();
}
