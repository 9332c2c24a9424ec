package dev.homeroom.cache.redis;

/** The greatest lengths of replies to Redis-shaped commands. */
final class CommandLimits {
  /** As much as a value may have that our own commands write. */
  static final int VALUE_BYTES = 1_000_000;

  static final int WORD_BYTES = 4 * 1024;

  /** The bytes of a whole reply, as much as the 300 ms of an operation may bring. */
  static final long TOTAL_BYTES = 8_000_000;

  private static final int MOST_ITEMS = 200_000;

  /** The limit of HGETALL and LRANGE. */
  static final ReplyLimit COLLECTION = new ReplyLimit(MOST_ITEMS, VALUE_BYTES, -1, TOTAL_BYTES);

  /** The limit of a page of SCAN: a cursor and keys. */
  static final ReplyLimit PAGE = new ReplyLimit(2, WORD_BYTES, MOST_ITEMS, TOTAL_BYTES);

  private CommandLimits() {}

  /** Returns the limit of so many values. */
  static ReplyLimit values(int count) {
    return new ReplyLimit(count, VALUE_BYTES, -1, TOTAL_BYTES);
  }
}
