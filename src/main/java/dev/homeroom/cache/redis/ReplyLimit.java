package dev.homeroom.cache.redis;

/**
 * How long a reply may be at most: what is longer is none to the command that was sent, and its
 * connection ends before memory is asked for.
 *
 * @param items of a list; 0: no list is expected
 * @param bytes of one value, or one item of the list
 */
record ReplyLimit(int items, int bytes) {
  private static final int SMALL_BYTES = 64 * 1024;

  /** Kind of a push, channel, text. */
  private static final int PUSH_PARTS = 3;

  /** For what answers with a word, a number, or a short text as INFO is. */
  static final ReplyLimit SMALL = new ReplyLimit(0, SMALL_BYTES);

  /** For the list of installations. */
  static final ReplyLimit NAMES = new ReplyLimit(1_000, 1_000);

  /** For what the listener hears. */
  static final ReplyLimit PUSH = new ReplyLimit(PUSH_PARTS, PushMessage.MAX_BYTES);
}
