package dev.homeroom.cache.commands;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.CriticalRows;
import dev.homeroom.cache.spi.CriticalRows.Row;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.cache.spi.ValueFormat;
import dev.homeroom.time.BackgroundLoop;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Waker;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes all critical keys to Redis in the background once Redis is back, or was restarted, so that
 * other programs find them; Homeroom itself reads them from their rows until then. Deletes ended
 * rows each hour.
 */
final class CriticalSync implements AutoCloseable {
  private static final BackgroundLoop.Name NAME =
      new BackgroundLoop.Name(
          "critical-keys", "Redis lacks critical keys, and ended ones stay in the database.");

  private static final String FIRST = "";
  private static final int BATCHES = 20;
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration BETWEEN = Duration.ofMillis(10);
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private final Parts parts;
  private final CriticalSettings settings;
  private final Clock clock;
  private final Waker waker = new Waker();
  private final LongAdder written = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder attempts = new LongAdder();
  private @Nullable BackgroundLoop loop;

  /** The run of Redis that has all keys; 0 for none. */
  private long syncedRun;

  /** The key after which writing goes on; null if nothing is to be written. */
  private @Nullable String next;

  private long cleanedMillis;

  /** What it uses. */
  record Parts(
      Circuit circuit, CriticalRows rows, Tier redis, KnownGenerations known, ValueFormat format) {}

  CriticalSync(Parts parts, CriticalSettings settings, Clock clock) {
    this.parts = parts;
    this.settings = settings;
    this.clock = clock;
    this.cleanedMillis = clock.millis();
  }

  /** Starts its loop. */
  CriticalSync start(BackgroundLoops loops) {
    loop = loops.start(NAME, waker, this::step);
    return this;
  }

  private void step() {
    waker.rest(next == null ? EVERY : BETWEEN);
    if (!waker.isEnded()) {
      syncIfNeeded();
      clean();
    }
  }

  /** Writes all keys, if this run of Redis may lack some. */
  void syncIfNeeded() {
    if (!parts.circuit().isClosed()) {
      syncedRun = 0;
      next = null;
      return;
    }
    long run = parts.circuit().redisRun();
    if (settings.syncOnRecovery() && run != syncedRun) {
      // Before the work: an outage meanwhile asks for all of it again.
      syncedRun = run;
      next = FIRST;
    }
    // A part at a time: a step of a loop that takes long counts as stopped.
    for (int i = 0; i < BATCHES && next != null; i++) {
      List<String> keys = parts.rows().keysAfter(next, settings.syncBatch());
      next = keys.isEmpty() ? null : keys.get(keys.size() - 1);
      if (!keys.isEmpty() && !isWritten(keys)) {
        // The batches behind it are written by the next steps.
        return;
      }
    }
  }

  private boolean isWritten(List<String> keys) {
    Duration wait = FIRST_WAIT;
    for (int i = 0; i < settings.syncAttempts(); i++) {
      attempts.increment();
      try {
        List<CacheEntry> entries = entries(keys);
        entries.forEach(parts.redis()::put);
        written.add(entries.size());
        return true;
      } catch (TierFailedException e) {
        waker.rest(wait);
        wait = wait.multipliedBy(2);
      }
    }
    failed.add(keys.size());
    return false;
  }

  /**
   * Returns entries of keys; not of those that change at the moment: their next read writes them.
   */
  private List<CacheEntry> entries(List<String> keys) {
    Map<String, Stamps> stamps = new LinkedHashMap<>();
    for (String key : keys) {
      Stamps known = parts.known().stampsOf(CriticalEntries.cacheKey(key).tags());
      if (known.areKnown()) {
        stamps.put(key, known);
      }
    }
    if (stamps.isEmpty()) {
      return List.of();
    }
    long now = clock.millis();
    // Read after the stamps were taken, as each load is.
    return parts.rows().findAll(List.copyOf(stamps.keySet())).entrySet().stream()
        .flatMap(
            row ->
                Stream.ofNullable(stamps.get(row.getKey()))
                    .map(known -> entry(row.getKey(), row.getValue(), known, now)))
        .toList();
  }

  private CacheEntry entry(String name, Row row, Stamps stamps, long now) {
    CacheKey<CriticalValue> key = CriticalEntries.cacheKey(name);
    long end = Math.min(row.expiresAtMillis(), now + key.region().ttl().toMillis());
    return new CacheEntry(
        key.text(),
        key.region().shape(),
        stamps,
        now,
        end,
        end,
        parts.format().write(CriticalValue.of(row)),
        null);
  }

  private void clean() {
    long now = clock.millis();
    if (now - cleanedMillis >= HOUR_MILLIS && parts.rows().deleteEnded() == 0) {
      cleanedMillis = now;
    }
  }

  /** Returns how many entries were written to Redis since the start. */
  long written() {
    return written.sum();
  }

  /** Returns how many keys could not be written. */
  long failed() {
    return failed.sum();
  }

  /** Returns how often a batch was tried. */
  long attempts() {
    return attempts.sum();
  }

  @Override
  public void close() {
    BackgroundLoop started = loop;
    if (started != null) {
      started.close(CLOSE_WAIT);
    }
  }
}
