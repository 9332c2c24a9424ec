package dev.homeroom.cache;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * 64 bits that tell payloads apart by chance, not against an attacker: two check sums of different
 * polynomials, both made by the processor. The same bytes have the same on every instance.
 */
public final class Checksum {
  /** Odd, so that no bit is lost (the golden ratio's, as in Knuth, TAOCP 3, §6.4). */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private Checksum() {}

  /** Returns the sum of some bytes. */
  public static long of(byte[] bytes) {
    CRC32C first = new CRC32C();
    CRC32 second = new CRC32();
    first.update(bytes, 0, bytes.length);
    second.update(bytes, 0, bytes.length);
    return first.getValue() << 32 | second.getValue();
  }

  /** Returns the sum of two sums, which depends on their order. */
  public static long both(long first, long second) {
    return Long.rotateLeft(first * SPREAD, 31) ^ second;
  }
}
