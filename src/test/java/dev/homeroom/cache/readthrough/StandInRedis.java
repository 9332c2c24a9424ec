package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.LookUps;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.cache.spi.TierFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Stands where Redis does: gives copies as bytes do, counts what it is asked, fails when told. */
final class StandInRedis implements Tier {
  final AtomicInteger asked = new AtomicInteger();
  final AtomicInteger given = new AtomicInteger();

  /** For how many requests it was asked. */
  final AtomicInteger requests = new AtomicInteger();

  volatile boolean inUse = true;
  volatile boolean failing;
  final AtomicLong run = new AtomicLong(1);

  /** Compares near copies with it: at once. */
  volatile Executor compares = Runnable::run;

  volatile Runnable beforeItAnswers = () -> {};
  volatile Runnable beforeItFails = () -> {};
  volatile Runnable beforeItTakes = () -> {};
  private final Map<String, CacheEntry> entries = new ConcurrentHashMap<>();

  /** Returns how it is used, with near copies; what is given back is given at once. */
  Sharing sharing() {
    return sharing(true, Runnable::run);
  }

  Sharing sharing(boolean nearCopies, Executor background) {
    return new Sharing(
        () -> inUse, run::get, nearCopies, background, work -> compares.execute(work));
  }

  /** Is gone, and known to be. */
  void kill() {
    inUse = false;
    failing = true;
  }

  /** Is in use again with nothing in it, which is another run. */
  void comeBackEmpty() {
    entries.clear();
    run.incrementAndGet();
    comeBack();
  }

  /** Is in use again with what it held. */
  void comeBack() {
    failing = false;
    inUse = true;
  }

  @Nullable CacheEntry held(CacheKey<?> key) {
    return entries.get(key.text());
  }

  /** Loses one entry, as if another program had deleted it. */
  void lose(CacheKey<?> key) {
    entries.remove(key.text());
  }

  /** Has an entry's load begin earlier or later than it did. */
  void shift(CacheKey<?> key, long millis) {
    entries.computeIfPresent(key.text(), (text, entry) -> copy(entry, millis));
  }

  private static CacheEntry copy(CacheEntry entry, long laterMillis) {
    return new CacheEntry(
        entry.key(),
        entry.shape(),
        entry.stamps(),
        entry.loadedMillis() + laterMillis,
        entry.freshUntilMillis() + laterMillis,
        entry.staleUntilMillis() + laterMillis,
        entry.payload(),
        entry.object());
  }

  private void failIfTold() {
    if (failing) {
      throw new TierFailedException(new TierFailure(TierFailure.Weight.COUNTED, "by the test"));
    }
  }

  @Override
  public Source source() {
    return Source.REDIS;
  }

  @Override
  public List<@Nullable CacheEntry> getAll(List<? extends CacheKey<?>> keys) {
    asked.incrementAndGet();
    if (failing) {
      beforeItFails.run();
    }
    failIfTold();
    List<@Nullable CacheEntry> found = new ArrayList<>(keys.size());
    for (CacheKey<?> key : keys) {
      CacheEntry entry = entries.get(key.text());
      found.add(entry == null ? null : copy(entry, 0));
    }
    beforeItAnswers.run();
    return found;
  }

  @Override
  public LookUps lookUps() {
    AtomicInteger asks = new AtomicInteger();
    return keys -> {
      if (asks.getAndIncrement() == 0) {
        requests.incrementAndGet();
      }
      return getAll(keys);
    };
  }

  @Override
  public @Nullable CacheEntry get(CacheKey<?> key) {
    return getAll(List.of(key)).get(0);
  }

  @Override
  public void put(CacheEntry entry) {
    given.incrementAndGet();
    beforeItTakes.run();
    failIfTold();
    entries.put(entry.key(), copy(entry, 0));
  }

  @Override
  public void removeAll(Collection<String> keys) {
    failIfTold();
    entries.keySet().removeAll(keys);
  }

  @Override
  public long size() {
    return entries.size();
  }
}
