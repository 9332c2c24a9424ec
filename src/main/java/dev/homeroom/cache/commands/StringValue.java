package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandValue;

/** A string in memory. It never changes: a change puts another one in its place. */
final class StringValue extends CommandValue {
  private static final long AROUND = 24 + 16;

  private final byte[] content;
  private final long expiresAtMillis;

  StringValue(byte[] content, long expiresAtMillis) {
    this.content = content;
    this.expiresAtMillis = expiresAtMillis;
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
