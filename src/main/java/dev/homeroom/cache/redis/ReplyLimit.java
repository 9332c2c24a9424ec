package dev.homeroom.cache.redis;

/**
 * The greatest length of a reply. A longer one cannot be the reply to the command, and its
 * connection is closed before memory is allocated.
 *
 * @param items of a list; 0: no list is expected
 * @param bytes of one value, or one item of the list
 * @param inner items of a list within the list; -1: none is expected there
 * @param total bytes of all items
 */
record ReplyLimit(int items, int bytes, int inner, long total) {
  private static final int SMALL_BYTES = 64 * 1024;

  /** A message has a kind, a channel and a text. */
  private static final int PUSH_PARTS = 3;

  /** Makes a limit of values and of lists of values. */
  ReplyLimit(int items, int bytes) {
    this(items, bytes, -1, Long.MAX_VALUE);
  }

  /** The limit of replies that are a word, a number, or a short text such as INFO. */
  static final ReplyLimit SMALL = new ReplyLimit(0, SMALL_BYTES);

  /** The limit of the list of installations. */
  static final ReplyLimit NAMES = new ReplyLimit(1_000, 1_000);

  /** The limit of messages to the listener. */
  static final ReplyLimit PUSH = new ReplyLimit(PUSH_PARTS, PushMessage.MAX_BYTES);
}
