package dev.homeroom.testkit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;

/** Writes replies to one client as their faults want it: late, in drops, in part, after another. */
final class ReplyWriter {
  private final OutputStream out;
  private byte[] held;
  private long lastDueNanos = Long.MIN_VALUE;
  private boolean stopped;

  ReplyWriter(OutputStream out) {
    this.out = new BufferedOutputStream(out, 65_536);
  }

  /** Tells whether nothing more is to be written. */
  boolean isStopped() {
    return stopped;
  }

  void flush() throws IOException {
    out.flush();
  }

  /**
   * Writes a reply when it is due, never before an earlier one; returns how that ended, or null.
   */
  Fault.Kind write(ProxyFaults.Delivery reply) throws IOException {
    lastDueNanos = Math.max(lastDueNanos, reply.dueNanos());
    if (System.nanoTime() < lastDueNanos) {
      out.flush();
      park(lastDueNanos);
    }
    if (reply.isHeld() && held == null) {
      held = reply.bytes();
      return null;
    }
    drip(reply.bytes(), reply.dripBytes(), reply.dripNanos());
    if (held != null) {
      out.write(held);
      held = null;
    }
    if (reply.stop() != null) {
      out.flush();
      stopped = true;
    }
    return reply.stop();
  }

  private void drip(byte[] bytes, int atATime, long everyNanos) throws IOException {
    if (atATime == 0) {
      out.write(bytes);
      return;
    }
    for (int at = 0; at < bytes.length; at += atATime) {
      out.write(bytes, at, Math.min(atATime, bytes.length - at));
      out.flush();
      park(System.nanoTime() + everyNanos);
    }
  }

  /** Waits, unless the connection is closed meanwhile, which interrupts. */
  private static void park(long untilNanos) {
    for (long left = untilNanos - System.nanoTime();
        left > 0 && !Thread.currentThread().isInterrupted();
        left = untilNanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
