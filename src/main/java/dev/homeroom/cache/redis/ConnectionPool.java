package dev.homeroom.cache.redis;

import dev.homeroom.time.Ticker;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * A bounded pool, used in turn: a queue of slots, each of which may hold a connection. The wait for
 * a slot is bounded; a connection is opened by the borrower, within its deadline.
 *
 * <p>Not commons-pool2: its {@code invalidateObject} opens a replacement on the thread of the
 * caller whose command just failed, and would wait twice for a frozen server (ADR 0008).
 */
final class ConnectionPool implements AutoCloseable {
  private final BlockingQueue<PoolSlot> free;
  private final int size;
  private final Duration longestWait;
  private final Function<Deadline, RedisConnection> opener;
  private final Ticker ticker;
  private final AtomicLong epoch = new AtomicLong();
  private volatile boolean closed;

  /**
   * Makes a pool without connections.
   *
   * @param size slots, at least 1
   * @param longestWait for a slot
   * @param opener opens a connection by a deadline, or throws what Jedis throws
   */
  ConnectionPool(
      int size, Duration longestWait, Function<Deadline, RedisConnection> opener, Ticker ticker) {
    this.size = size;
    this.longestWait = longestWait;
    this.opener = opener;
    this.ticker = ticker;
    this.free = new ArrayBlockingQueue<>(size, true);
    for (int i = 0; i < size; i++) {
      free.add(new PoolSlot());
    }
  }

  /** A slot of the pool; held by one borrower at a time. */
  final class PoolSlot {
    private @Nullable RedisConnection open;
    private long openedIn;
    private long usedNanos;
    private long openingNanos;

    private PoolSlot() {}

    /** Returns the slot's connection, bound to the deadline; opens it if there is none. */
    RedisConnection connection(Deadline deadline) {
      RedisConnection present = open;
      openingNanos = 0;
      if (present == null || present.isBroken() || openedIn != epoch.get()) {
        drop();
        openedIn = epoch.get();
        long begun = ticker.nanos();
        present = opener.apply(deadline);
        openingNanos = ticker.nanos() - begun;
        open = present;
      }
      present.boundBy(deadline);
      return present;
    }

    /** Returns how long the last asking for the connection took to open one; 0 if none was. */
    long openingNanos() {
      return openingNanos;
    }

    private boolean isIdleFor(Duration time) {
      return open != null && ticker.nanos() - usedNanos >= time.toNanos();
    }

    /** Returns whether the connection answers; an error is an answer. */
    private boolean answers(Command<?> ping, Deadline deadline) {
      try {
        ping.on(connection(deadline));
        return true;
      } catch (JedisDataException e) {
        return true;
      } catch (RuntimeException | OutOfMemoryError e) {
        return false;
      }
    }

    private void drop() {
      RedisConnection present = open;
      open = null;
      if (present != null) {
        present.disconnectQuietly();
      }
    }
  }

  /**
   * Takes the slot that has been free for the longest.
   *
   * @throws PoolBusyException if none comes free in time
   */
  PoolSlot borrow(Deadline deadline) {
    try {
      PoolSlot slot = free.poll();
      if (slot == null) {
        slot = free.poll(deadline.leftNanos(longestWait), TimeUnit.NANOSECONDS);
      }
      if (slot == null) {
        throw new PoolBusyException();
      }
      return slot;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PoolBusyException();
    }
  }

  /** Gives a slot back; its connection is closed unless it is usable and nothing was cleared. */
  void giveBack(PoolSlot slot, boolean usable) {
    slot.usedNanos = ticker.nanos();
    if (!usable || closed || slot.openedIn != epoch.get()) {
      slot.drop();
    }
    free.add(slot);
  }

  /** Closes all idle connections, and those in use as they come back. */
  void clear() {
    epoch.incrementAndGet();
    for (int i = 0; i < size; i++) {
      PoolSlot slot = free.poll();
      if (slot == null) {
        return;
      }
      if (slot.openedIn != epoch.get()) {
        slot.drop();
      }
      free.add(slot);
    }
  }

  /**
   * Asks each connection that nobody has used for a while whether it leads anywhere, so that no
   * request finds out that it does not. If one does not answer all idle ones are closed: whatever
   * took it took them too. One slot at a time is held meanwhile.
   *
   * @param unused for so long, at least
   * @param patience for each answer; one that fails is the last
   */
  void testIdle(Duration unused, Duration patience) {
    for (int i = 0; i < size; i++) {
      PoolSlot slot = free.poll();
      if (slot == null) {
        return;
      }
      if (!slot.isIdleFor(unused)) {
        free.add(slot);
        continue;
      }
      boolean answers = slot.answers(Commands.ping(), Deadline.in(patience, ticker));
      giveBack(slot, answers);
      if (!answers) {
        clear();
        return;
      }
    }
  }

  /** Returns how many connections are open and idle, for statistics. */
  int idle() {
    return (int) free.stream().filter(slot -> slot.open != null).count();
  }

  @Override
  public void close() {
    closed = true;
    clear();
  }
}
