package dev.homeroom.cache.redis;

/** Thrown when a length in a reply is greater than expected. The connection must be closed. */
final class LongReplyException extends WrongReplyException {
  private static final long serialVersionUID = 1L;

  private final int item;

  /** Makes one with the index of the value in its list; -1 for a list that is too long itself. */
  LongReplyException(long length, int item) {
    super("a length of " + length + ", which is more than is ever stored");
    this.item = item;
  }

  int item() {
    return item;
  }
}
