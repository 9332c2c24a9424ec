package dev.homeroom.cache.redis;

import dev.homeroom.cache.BackgroundWriter.RedisNote;
import dev.homeroom.cache.spi.TierFailedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Writes sets of values into Redis again after it was away or has lost its data, batch by batch, so
 * that new values get in between. Used by one thread, except {@link #add} and {@link #begin}.
 */
final class RedisRewrite {
  static final int BATCH = 100;
  private static final int ATTEMPTS = 3;

  private final LongSupplier redisRun;
  private final Consumer<List<RedisNote>> writer;
  private final List<Supplier<Stream<RedisNote>>> sets = new CopyOnWriteArrayList<>();
  private final AtomicBoolean wanted = new AtomicBoolean();
  private final Deque<Iterator<RedisNote>> left = new ArrayDeque<>();
  private List<RedisNote> batch = List.of();
  private long writtenInto;
  private int failures;

  /** Makes a rewrite without sets; {@code writer} writes a batch or throws TierFailedException. */
  RedisRewrite(LongSupplier redisRun, Consumer<List<RedisNote>> writer) {
    this.redisRun = redisRun;
    this.writer = writer;
    this.writtenInto = redisRun.getAsLong();
  }

  /** Adds a set, which is written soon. */
  void add(Supplier<Stream<RedisNote>> set) {
    sets.add(set);
    begin();
  }

  void begin() {
    wanted.set(true);
  }

  /**
   * Writes the next batch, if any; returns whether there are more.
   *
   * @throws TierFailedException if it was not written; the next step tries it once more, but after
   *     the third failure the rest is left until all is begun again
   */
  boolean step() {
    long run = redisRun.getAsLong();
    if (wanted.getAndSet(false) || run != writtenInto) {
      writtenInto = run;
      failures = 0;
      left.clear();
      sets.forEach(set -> left.add(set.get().iterator()));
      batch = nextBatch();
    }
    if (batch.isEmpty()) {
      return false;
    }
    try {
      writer.accept(batch);
      batch = nextBatch();
      return !batch.isEmpty();
    } catch (TierFailedException e) {
      failures++;
      if (failures >= ATTEMPTS) {
        left.clear();
        batch = List.of();
      }
      throw e;
    }
  }

  private List<RedisNote> nextBatch() {
    List<RedisNote> next = new ArrayList<>(BATCH);
    while (next.size() < BATCH && !left.isEmpty()) {
      if (left.getFirst().hasNext()) {
        next.add(left.getFirst().next());
      } else {
        left.removeFirst();
      }
    }
    return next;
  }
}
