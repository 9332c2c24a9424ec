package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandValue;

/** A string in memory. It never changes: a change puts another one in its place. */
final class StringValue extends CommandValue {
  private static final long AROUND = 24 + 16;

  private final byte[] content;
  private final long expiresAtMillis;
  private final boolean counted;

  StringValue(byte[] content, long expiresAtMillis) {
    this(content, expiresAtMillis, false);
  }

  private StringValue(byte[] content, long expiresAtMillis, boolean counted) {
    this.content = content;
    this.expiresAtMillis = expiresAtMillis;
    this.counted = counted;
  }

  /** Returns a number that was made by counting from nothing. */
  static StringValue counted(long number, long expiresAtMillis) {
    return new StringValue(WholeNumber.text(number), expiresAtMillis, true);
  }

  /** Returns whether nothing but counting has made it, so that it is the sum of differences. */
  boolean isCounted() {
    return counted;
  }

  byte[] content() {
    return content;
  }

  @Override
  public long bytes() {
    return AROUND + content.length;
  }

  @Override
  public long expiresAtMillis() {
    return expiresAtMillis;
  }
}
