package dev.homeroom.cache.commands;

/** The words with which Redis 7 refuses commands (its {@code server.c}, {@code t_string.c}, …). */
final class Refusals {
  static final String WRONG_TYPE =
      "WRONGTYPE Operation against a key holding the wrong kind of value";
  static final String NO_INTEGER = "ERR value is not an integer or out of range";
  static final String NO_INTEGER_IN_HASH = "ERR hash value is not an integer";
  static final String OVERFLOW = "ERR increment or decrement would overflow";
  static final String DECREMENT_OVERFLOW = "ERR decrement would overflow";
  static final String NO_CURSOR = "ERR invalid cursor";
  static final String FULL = "OOM command not allowed when used memory > 'maxmemory'.";

  private Refusals() {}

  /** Returns the refusal of a time to live that is out of range. */
  static String invalidExpiry(String command) {
    return "ERR invalid expire time in '" + command + "' command";
  }
}
