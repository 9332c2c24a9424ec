package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Shares the loader threads between kinds of loads: one kind has half of them at most, and all but
 * those of rights together leave a fifth free. Work without a place waits in the order in which it
 * came, and one kind fills four fifths of the waiting places at most. With fewer than four threads
 * there is nothing to share. Safe for all threads.
 */
final class LoadShares {
  private static final int FEWEST_TO_SHARE = 4;
  private static final int RESERVE = 5;

  /**
   * Work that needs a thread.
   *
   * @param kind see {@link dev.homeroom.cache.Loader#kind}
   * @param ofRights whether it loads what requests are judged by
   * @param mayWait whether it may wait for a place
   * @param run does it
   * @param unrun run in its place if it never will be
   */
  record Work(String kind, boolean ofRights, boolean mayWait, Runnable run, Runnable unrun) {}

  private final int mostOfKind;
  private final int mostButRights;
  private final int mostWaiting;
  private final int mostWaitingOfKind;
  private final Map<String, Integer> running = new HashMap<>();
  private final Deque<Work> waiting = new ArrayDeque<>();
  private int runningButRights;
  private boolean closed;

  LoadShares(int threads, int queue) {
    boolean shares = threads >= FEWEST_TO_SHARE;
    this.mostOfKind = shares ? (threads + 1) / 2 : threads;
    this.mostButRights = shares ? threads - Math.max(1, threads / RESERVE) : threads;
    this.mostWaiting = queue;
    this.mostWaitingOfKind = queue - queue / RESERVE;
  }

  /** Returns whether requests are judged by the values of a region. */
  static boolean isOfRights(Region<?> region) {
    return region.dataClass() == DataClass.AUTHZ || region.isLocal();
  }

  /**
   * Takes work.
   *
   * @return whether it may run now; if not, it waits
   * @throws RejectedExecutionException if it may not wait either, or closed: nobody would tell its
   *     waiters any more
   */
  synchronized boolean begins(Work work) {
    if (closed) {
      throw new RejectedExecutionException("closed");
    }
    if (hasPlace(work)) {
      take(work);
      return true;
    }
    long ofKind = waiting.stream().filter(other -> other.kind().equals(work.kind())).count();
    if (!work.mayWait() || waiting.size() >= mostWaiting || ofKind >= mostWaitingOfKind) {
      throw new RejectedExecutionException("too many loads wait");
    }
    waiting.add(work);
    return false;
  }

  /** Gives the place of work back; returns what has waited for it, if anything. */
  synchronized @Nullable Work ended(Work work) {
    running.merge(work.kind(), -1, (now, less) -> now + less == 0 ? null : now + less);
    runningButRights -= work.ofRights() ? 0 : 1;
    Iterator<Work> all = waiting.iterator();
    while (all.hasNext()) {
      Work next = all.next();
      if (hasPlace(next)) {
        all.remove();
        take(next);
        return next;
      }
    }
    return null;
  }

  /** Takes no more work; returns what waits, which waits no longer. */
  synchronized List<Work> close() {
    closed = true;
    List<Work> left = List.copyOf(waiting);
    waiting.clear();
    return left;
  }

  private boolean hasPlace(Work work) {
    return running.getOrDefault(work.kind(), 0) < mostOfKind
        && (work.ofRights() || runningButRights < mostButRights);
  }

  private void take(Work work) {
    running.merge(work.kind(), 1, Integer::sum);
    runningButRights += work.ofRights() ? 0 : 1;
  }
}
