package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.InstallationId;
import java.nio.charset.StandardCharsets;

/**
 * The names of keys and of the channel in Redis: {@code {prefix}{scope}:{key}}. {@code
 * docs/keys.md} describes them.
 *
 * @param prefix of all names, with its colon
 * @param installation the installation of the channel
 */
record KeySpace(String prefix, InstallationId installation) {
  byte[] of(String key) {
    return bytes(prefix + key);
  }

  /** Returns the channel on which tags are named. */
  byte[] channel() {
    return bytes(prefix + installation.text() + ":generations");
  }

  /** Returns the key of the set of this prefix's installations. */
  byte[] installations() {
    return bytes(prefix + "d:installations");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
