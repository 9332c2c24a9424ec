package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.InstallationId;
import java.nio.charset.StandardCharsets;

/**
 * The names that Homeroom uses in Redis: {@code {prefix}{scope}:{key}}, and one channel. Described
 * in {@code docs/keys.md}.
 *
 * @param prefix of everything, with its colon
 * @param installation whose channel it is
 */
record KeySpace(String prefix, InstallationId installation) {
  /** Returns the name of an entry. */
  byte[] of(String key) {
    return bytes(prefix + key);
  }

  /** Returns the channel on which tags are named. */
  byte[] channel() {
    return bytes(prefix + installation.text() + ":generations");
  }

  /** Returns the set of the installations that use this prefix. */
  byte[] installations() {
    return bytes(prefix + "d:installations");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
