package dev.homeroom.cache;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Makes 64-bit checksums that tell payloads apart by chance, not against an attacker, from CRC-32C
 * and CRC-32. The same bytes have the same checksum on every instance.
 */
public final class Checksum {
  /** Odd, so that no bit is lost: the golden ratio's (Knuth, TAOCP 3, §6.4). */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private Checksum() {}

  /** Returns the checksum of bytes. */
  public static long of(byte[] bytes) {
    CRC32C first = new CRC32C();
    CRC32 second = new CRC32();
    first.update(bytes, 0, bytes.length);
    second.update(bytes, 0, bytes.length);
    return first.getValue() << 32 | second.getValue();
  }

  /** Returns the checksum of two checksums, which depends on their order. */
  public static long both(long first, long second) {
    return Long.rotateLeft(first * SPREAD, 31) ^ second;
  }
}
