package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandValue;

/** A hash or list in memory, which is changed in place, and in turn. */
abstract class CollectionValue extends CommandValue {
  private long bytes;
  private volatile long expiresAtMillis;

  CollectionValue(long emptyBytes, long expiresAtMillis) {
    this.bytes = emptyBytes;
    this.expiresAtMillis = expiresAtMillis;
  }

  /** Returns whether nothing is left: then the key goes. */
  abstract boolean isEmpty();

  /** Adds to the counted bytes; a negative number takes off. */
  void grow(long more) {
    bytes += more;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public long expiresAtMillis() {
    return expiresAtMillis;
  }

  void expireAt(long millis) {
    expiresAtMillis = millis;
  }
}
