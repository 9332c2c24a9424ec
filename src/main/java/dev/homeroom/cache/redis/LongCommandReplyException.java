package dev.homeroom.cache.redis;

/** Thrown when a caller's command has a reply that is too long. The connection must be closed. */
final class LongCommandReplyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LongCommandReplyException(LongReplyException cause) {
    super(cause.getMessage(), cause, false, false);
  }
}
