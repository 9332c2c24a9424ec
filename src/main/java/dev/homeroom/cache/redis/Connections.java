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
 * A bounded pool, used in turn: a queue of places, each of which may hold a connection. The wait
 * for a place is bounded; a connection is opened by the borrower, within its deadline.
 *
 * <p>Not commons-pool2: its {@code invalidateObject} opens a replacement on the thread of the
 * caller whose command just failed, and would wait twice for a frozen server (ADR 0008).
 */
final class Connections implements AutoCloseable {
  private final BlockingQueue<Place> free;
  private final int size;
  private final Duration longestWait;
  private final Function<Deadline, RedisConnection> opener;
  private final Ticker ticker;
  private final AtomicLong epoch = new AtomicLong();
  private volatile boolean closed;

  /**
   * Makes a pool without connections.
   *
   * @param size places, at least 1
   * @param longestWait for a place
   * @param opener opens a connection by a deadline, or throws what Jedis throws
   */
  Connections(
      int size, Duration longestWait, Function<Deadline, RedisConnection> opener, Ticker ticker) {
    this.size = size;
    this.longestWait = longestWait;
    this.opener = opener;
    this.ticker = ticker;
    this.free = new ArrayBlockingQueue<>(size, true);
    for (int i = 0; i < size; i++) {
      free.add(new Place());
    }
  }

  /** A place of the pool; held by one borrower at a time. */
  final class Place {
    private @Nullable RedisConnection open;
    private long openedIn;
    private long usedNanos;
    private long openingNanos;

    private Place() {}

    /** Returns the place's connection, bound to the deadline; opens it if there is none. */
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
   * Takes the place that has been free for the longest.
   *
   * @throws PoolBusyException if none comes free in time
   */
  Place borrow(Deadline deadline) {
    try {
      Place place = free.poll();
      if (place == null) {
        place = free.poll(deadline.leftNanos(longestWait), TimeUnit.NANOSECONDS);
      }
      if (place == null) {
        throw new PoolBusyException();
      }
      return place;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PoolBusyException();
    }
  }

  /** Gives a place back; its connection is closed unless it is usable and nothing was cleared. */
  void giveBack(Place place, boolean usable) {
    place.usedNanos = ticker.nanos();
    if (!usable || closed || place.openedIn != epoch.get()) {
      place.drop();
    }
    free.add(place);
  }

  /** Closes all idle connections, and those in use as they come back. */
  void clear() {
    epoch.incrementAndGet();
    for (int i = 0; i < size; i++) {
      Place place = free.poll();
      if (place == null) {
        return;
      }
      if (place.openedIn != epoch.get()) {
        place.drop();
      }
      free.add(place);
    }
  }

  /**
   * Asks each connection that nobody has used for a while whether it leads anywhere, so that no
   * request finds out that it does not. If one does not answer all idle ones are closed: whatever
   * took it took them too. One place at a time is held meanwhile.
   *
   * @param unused for so long, at least
   * @param patience for each answer; one that fails is the last
   */
  void testIdle(Duration unused, Duration patience) {
    for (int i = 0; i < size; i++) {
      Place place = free.poll();
      if (place == null) {
        return;
      }
      if (!place.isIdleFor(unused)) {
        free.add(place);
        continue;
      }
      boolean answers = place.answers(Commands.ping(), Deadline.in(patience, ticker));
      giveBack(place, answers);
      if (!answers) {
        clear();
        return;
      }
    }
  }

  /** Returns how many connections are open and idle, for statistics. */
  int idle() {
    return (int) free.stream().filter(place -> place.open != null).count();
  }

  @Override
  public void close() {
    closed = true;
    clear();
  }
}
