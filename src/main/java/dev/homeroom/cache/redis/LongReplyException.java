package dev.homeroom.cache.redis;

/** A length in a reply is beyond what was expected. The connection must end. */
final class LongReplyException extends WrongReplyException {
  private static final long serialVersionUID = 1L;

  private final int item;

  /** Takes the place of the value in its list, from 0; -1 for a list that is too long itself. */
  LongReplyException(long length, int item) {
    super("a length of " + length + ", which is more than is ever stored");
    this.item = item;
  }

  /** Returns the place of the value in its list, from 0; -1 for a list. */
  int item() {
    return item;
  }
}
