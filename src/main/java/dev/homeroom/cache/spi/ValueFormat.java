package dev.homeroom.cache.spi;

/** Converts values to payload bytes and back. */
public interface ValueFormat {
  /** Returns the value's JSON, UTF-8. */
  byte[] write(Object value);

  /**
   * Returns the value of a payload. Its lists, sets and maps cannot be changed.
   *
   * @throws IllegalArgumentException if the bytes are not the JSON of that type
   */
  <T> T read(byte[] payload, Class<T> type);
}
