package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.CommandValue;
import dev.homeroom.cache.spi.CommandValues;

/** A value of the Redis-shaped commands in memory, with its key and its counted bytes. */
final class MemoryValue extends Kept {
  /**
   * The bytes that are counted beside key and value: for this object, Ehcache's holder and node.
   * 155 bytes of heap were measured.
   */
  static final long AROUND = 160;

  private final String key;
  private final CommandValue value;
  private final long keyBytes;
  private long bytes;

  MemoryValue(String key, CommandValue value, long keyBytes) {
    this.key = key;
    this.value = value;
    this.keyBytes = keyBytes;
    this.bytes = measured();
  }

  CommandValue value() {
    return value;
  }

  /** Returns the bytes that it would count for as it is now. */
  long measured() {
    return keyBytes + AROUND + value.bytes();
  }

  /** Counts the bytes anew, and returns how many more they are. */
  long measure() {
    long before = bytes;
    bytes = measured();
    return bytes - before;
  }

  @Override
  String key() {
    return key;
  }

  @Override
  String region() {
    return CommandValues.REGION;
  }

  @Override
  boolean hasEnded(long nowMillis) {
    return nowMillis >= value.expiresAtMillis();
  }

  @Override
  long bytes() {
    return bytes;
  }
}
