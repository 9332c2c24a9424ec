package dev.homeroom.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the bytes of bodies that are held at once. The first {@link #FREE} bytes of a body need no
 * room, so that many large ones leave some for every small one.
 */
final class BodyBudget {
  /** Bytes of all bodies together beyond their free ones: 32 of the largest. */
  static final long MAX_BYTES = 32_000_000;

  /** Bytes of one body that are not counted; a login has 100. */
  static final int FREE = 16_384;

  private final AtomicLong held = new AtomicLong();

  /** Returns the bytes that are held, without free ones. */
  long held() {
    return held.get();
  }

  /** Returns the share of one body, which holds nothing yet. */
  Share share() {
    return new Share();
  }

  /** What one body holds. */
  final class Share {
    private long received;
    private long counted;
    private boolean ended;

    /** Takes room for more bytes; false if there is none, or the share has ended. */
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

    /** Gives all room back; further calls do nothing. */
    synchronized void end() {
      ended = true;
      held.addAndGet(-counted);
      counted = 0;
    }
  }
}
