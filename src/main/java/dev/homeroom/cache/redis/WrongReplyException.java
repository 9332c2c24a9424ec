package dev.homeroom.cache.redis;

/**
 * A reply that cannot be one to the command that was sent: another key's value, another type. The
 * connection may be shifted by one reply for good, and must end.
 */
class WrongReplyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what was wrong, without keys and values. */
  WrongReplyException(String what) {
    super(what, null, false, false);
  }
}
