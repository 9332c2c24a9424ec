package dev.homeroom.cache.redis;

/**
 * Thrown for a reply that cannot belong to the command that was sent: another key's value, another
 * type. All later replies may be shifted by one, so the connection must be closed.
 */
class WrongReplyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Describes the reply without its keys and values. */
  WrongReplyException(String what) {
    super(what, null, false, false);
  }
}
