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
  /** The scope of the keys of the Redis-shaped commands. */
  private static final String COMMANDS = "c:";

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

  /** Returns the name of a key of the Redis-shaped commands. */
  byte[] ofCommand(String key) {
    return bytes(prefix + COMMANDS + key);
  }

  /** Returns the pattern of names of such keys: what stands before them means itself. */
  byte[] patternOfCommands(String pattern) {
    return bytes(escaped(prefix) + COMMANDS + pattern);
  }

  /** Returns the pattern of all names under the prefix. */
  byte[] patternOfAll() {
    return bytes(escaped(prefix) + "*");
  }

  /** Returns the pattern that only this text matches. */
  static String escaped(String text) {
    return text.replaceAll("([*?\\[\\]\\\\^])", "\\\\$1");
  }

  /** Returns the key of such a name. */
  String commandOf(String name) {
    return name.substring(prefix.length() + COMMANDS.length());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
