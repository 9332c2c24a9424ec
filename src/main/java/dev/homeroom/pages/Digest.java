package dev.homeroom.pages;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes short names of bytes, which change when the bytes do. */
final class Digest {
  /** Half of these hex digits are enough to tell a few hundred versions of the pages apart. */
  private static final int LENGTH = 16;

  private Digest() {}

  /** Returns the first 16 hex digits of the SHA-256 of all parts, one after the other. */
  static String of(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
