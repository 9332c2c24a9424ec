package dev.homeroom.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the bytes of request bodies that are held at once. The first {@link #FREE} bytes of a body
 * do not count, so that many large bodies leave room for small ones.
 */
final class BodyBudget {
  /** The most bytes of all bodies together beyond their free ones: 32 of the largest bodies. */
  static final long MAX_BYTES = 32_000_000;

  /** The bytes of each body that do not count; a login has 100. */
  static final int FREE = 16_384;

  private final AtomicLong held = new AtomicLong();

  /** Returns the held bytes, without free ones. */
  long held() {
    return held.get();
  }

  /** Returns an empty share for one body. */
  Share share() {
    return new Share();
  }

  /** The bytes that one body holds. */
  final class Share {
    private long received;
    private long counted;
    private boolean ended;

    /** Takes room for more bytes; returns false if there is none, or the share has ended. */
    synchronized boolean take(int bytes) {
      long more = Math.min(bytes, Math.max(0, received + bytes - FREE));
      if (ended) {
        return false;
      }
      if (held.addAndGet(more) > MAX_BYTES) {
        held.addAndGet(-more);
        return false;
      }
      received += bytes;
      counted += more;
      return true;
    }

    /** Releases all room; further calls do nothing. */
    synchronized void end() {
      ended = true;
      held.addAndGet(-counted);
      counted = 0;
    }
  }
}
