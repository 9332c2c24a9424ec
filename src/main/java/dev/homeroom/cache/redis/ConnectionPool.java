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
 * A bounded pool of connections: a fair queue of slots, each of which may hold a connection. The
 * wait for a slot is bounded; a connection is opened by the borrower, within its deadline.
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

  /** Makes a pool without connections; {@code opener} opens one or throws a JedisException. */
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

  final class PoolSlot {
    private @Nullable RedisConnection open;
    private long openedIn;
    private long usedNanos;
    private long openingNanos;

    private PoolSlot() {}

    /** Returns the slot's connection, bound to the deadline; opens one if there is none. */
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

    /** Returns the time that the last call of {@link #connection} spent on opening one. */
    long openingNanos() {
      return openingNanos;
    }

    private boolean isIdleFor(Duration time) {
      return open != null && ticker.nanos() - usedNanos >= time.toNanos();
    }

    /** Returns whether the connection answers; an error reply is an answer. */
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

  /** Borrows the slot that has been free longest, or throws a {@link PoolBusyException}. */
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

  /** Returns a slot; closes its connection if it is unusable, or the pool was cleared meanwhile. */
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
   * Tests each connection that has been unused for a while, so that no request meets a dead one. If
   * one does not answer, all idle ones are closed, since they probably died with it. Holds one slot
   * at a time.
   *
   * @param unused the least time without use before a connection is tested
   * @param patience the longest wait for each answer; the first failure ends the test
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

  int idle() {
    return (int) free.stream().filter(slot -> slot.open != null).count();
  }

  @Override
  public void close() {
    closed = true;
    clear();
  }
}
