package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.CommandValue;

/** A value of so many bytes, which a test sets. */
final class SizedValue extends CommandValue {
  private long bytes;
  private final long expiresAtMillis;

  SizedValue(long bytes) {
    this(bytes, Long.MAX_VALUE);
  }

  SizedValue(long bytes, long expiresAtMillis) {
    this.bytes = bytes;
    this.expiresAtMillis = expiresAtMillis;
  }

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
}
