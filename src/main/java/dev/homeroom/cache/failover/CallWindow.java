package dev.homeroom.cache.failover;

import dev.homeroom.cache.failover.FailoverLimits.OpeningLimits;
import java.util.Arrays;

/**
 * Counts the calls of the last seconds, the failed ones among them, and failures in a row. It
 * counts by slices of the window, so that its size does not depend on the rate: a call is counted
 * for 95 to 100 % of the window. Not safe for threads.
 */
final class CallWindow {
  private static final int SLICES = 20;

  private final OpeningLimits limits;
  private final long sliceNanos;
  private final long[] slices = new long[SLICES];
  private final int[] calls = new int[SLICES];
  private final int[] failed = new int[SLICES];
  private int inARow;

  CallWindow(OpeningLimits limits) {
    this.limits = limits;
    this.sliceNanos = Math.max(1, limits.window().toNanos() / SLICES);
  }

  void clear() {
    Arrays.fill(calls, 0);
    Arrays.fill(failed, 0);
    inARow = 0;
  }

  void succeeded(long now) {
    calls[slot(now)]++;
    inARow = 0;
  }

  /** Counts a failed or slow call, and returns whether there are too many. */
  boolean failed(long now) {
    int slot = slot(now);
    calls[slot]++;
    failed[slot]++;
    inARow++;
    return inARow >= limits.failuresInARow() || isHalfFailed(now);
  }

  private boolean isHalfFailed(long now) {
    long newest = Math.floorDiv(now, sliceNanos);
    long allCalls = 0;
    long allFailed = 0;
    for (int i = 0; i < SLICES; i++) {
      if (newest - slices[i] < SLICES) {
        allCalls += calls[i];
        allFailed += failed[i];
      }
    }
    return allCalls >= limits.minCalls() && 2 * allFailed >= allCalls;
  }

  private int slot(long now) {
    long slice = Math.floorDiv(now, sliceNanos);
    int slot = Math.floorMod(slice, SLICES);
    if (slices[slot] != slice) {
      slices[slot] = slice;
      calls[slot] = 0;
      failed[slot] = 0;
    }
    return slot;
  }
}
