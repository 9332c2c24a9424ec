package dev.homeroom.cache.reading;

import dev.homeroom.cache.CacheEntry;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheRecorder;
import dev.homeroom.cache.CacheRecorder.Operation;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Loader;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.Tier;
import dev.homeroom.cache.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cache service: a valid entry of a tier, or else one load for all who ask. */
class ReadThrough implements CacheService, AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(ReadThrough.class.getName());

  private final Parts parts;
  private final Tiers tiers;
  private final LoadThreads threads;
  private final EntryJudge judge;
  private final Loading loading;
  private final Flights flights;
  private final long hardTimeoutNanos;

  ReadThrough(Parts parts, Tiers tiers, LoadThreads threads, LoadLimits limits) {
    this.parts = parts;
    this.tiers = tiers;
    this.threads = threads;
    this.hardTimeoutNanos = limits.hardTimeout().toNanos();
    this.judge = judge(parts);
    this.loading = loading(parts, tiers, judge);
    this.flights = new Flights(threads, loading, parts.recorder());
  }

  /** The judge of entries; a seam for tests that plant mistakes. */
  EntryJudge judge(Parts of) {
    return new EntryJudge(of.known(), of.clock(), of.recorder());
  }

  /** The runner of loads; a seam for tests that plant mistakes. */
  Loading loading(Parts of, Tiers into, EntryJudge by) {
    return new Loading(of, into, by);
  }

  @Override
  public <T> Cached<T> getOrLoad(CacheKey<T> key, Loader<T> loader) {
    refuseTransaction(key);
    long asked = parts.ticker().nanos();
    Tiers.Look look = tiers.look(key);
    Cached<T> found = answer(key, look.tier(), look.entry(), true);
    if (found != null) {
      return found;
    }
    return landed(key, flights.board(key, loader, look.sharedFailed()), asked);
  }

  @Override
  public List<Cached<?>> getOrLoadAll(List<Wanted<?>> wanted) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    refuseTransaction(wanted.get(0).key());
    long asked = parts.ticker().nanos();
    Cached<?>[] answers = new Cached<?>[wanted.size()];
    answerFrom(true, wanted, answers);
    boolean sharedFailed = answerFrom(false, wanted, answers);
    return loadMissing(wanted, answers, asked, sharedFailed);
  }

  /**
   * Answers, in one round trip, what a tier has of those that are LOCAL, or of those that are not.
   *
   * @return whether the shared tier was asked in vain
   */
  private boolean answerFrom(boolean local, List<Wanted<?>> wanted, Cached<?>[] answers) {
    List<CacheKey<?>> keys = new ArrayList<>(answers.length);
    List<Integer> places = new ArrayList<>(answers.length);
    for (int i = 0; i < answers.length; i++) {
      CacheKey<?> key = wanted.get(i).key();
      if (key.region().isLocal() == local) {
        keys.add(key);
        places.add(i);
      }
    }
    Tiers.Looks looks = tiers.look(keys);
    for (int i = 0; i < places.size(); i++) {
      answers[places.get(i)] = answer(keys.get(i), looks.tier(), looks.entries().get(i), true);
    }
    return looks.sharedFailed();
  }

  private List<Cached<?>> loadMissing(
      List<Wanted<?>> wanted, Cached<?>[] answers, long asked, boolean sharedFailed) {
    Flights.@Nullable Boarding[] boarded = new Flights.Boarding[answers.length];
    for (int i = 0; i < answers.length; i++) {
      if (answers[i] == null) {
        boarded[i] = board(wanted.get(i), sharedFailed);
      }
    }
    RuntimeException firstFailure = null;
    for (int i = 0; i < answers.length; i++) {
      Flights.Boarding boarding = boarded[i];
      if (boarding != null) {
        try {
          answers[i] = landed(wanted.get(i).key(), boarding, asked);
        } catch (RuntimeException e) {
          firstFailure = firstFailure == null ? e : firstFailure;
        }
      }
    }
    if (firstFailure != null) {
      throw firstFailure;
    }
    return Arrays.asList(answers);
  }

  private <T> Flights.Boarding board(Wanted<T> wanted, boolean sharedFailed) {
    return flights.board(wanted.key(), wanted.loader(), sharedFailed);
  }

  private <T> Cached<T> landed(CacheKey<T> key, Flights.Boarding boarding, long asked) {
    long left = hardTimeoutNanos - (parts.ticker().nanos() - asked);
    Loaded loaded = boarding.flight().await(left);
    return cached(key, loaded.entry(), Source.DB, Outcome.MISS, boarding.joined(), loaded.stored());
  }

  @Override
  public <T> Optional<Cached<T>> get(CacheKey<T> key) {
    Tiers.Look look = tiers.look(key);
    return Optional.ofNullable(answer(key, look.tier(), look.entry(), false));
  }

  /** Returns the answer that an entry gives, or null: then it is to be loaded. */
  private <T> @Nullable Cached<T> answer(
      CacheKey<T> key, Tier tier, @Nullable CacheEntry entry, boolean staleToo) {
    CacheRecorder recorder = parts.recorder();
    Verdict verdict = entry == null ? Verdict.MISS : judge.judge(key, entry);
    if (LOGGER.isLoggable(System.Logger.Level.DEBUG)) {
      LOGGER.log(System.Logger.Level.DEBUG, "{0} in {1}: {2}", key, tier.source(), verdict);
    }
    if (entry != null && verdict == Verdict.HIT) {
      recorder.count(tier.source(), Operation.HIT, key.region());
      return cached(key, entry, tier.source(), Outcome.HIT, false, true);
    }
    if (entry != null && verdict == Verdict.STALE && staleToo) {
      recorder.count(tier.source(), Operation.STALE, key.region());
      return cached(key, entry, tier.source(), Outcome.STALE, false, true);
    }
    if (verdict == Verdict.GONE) {
      tiers.forget(tier, key);
    }
    recorder.count(tier.source(), Operation.MISS, key.region());
    return null;
  }

  private <T> Cached<T> cached(
      CacheKey<T> key,
      CacheEntry entry,
      Source source,
      Outcome outcome,
      boolean collapsed,
      boolean stored) {
    long age = Math.max(0, parts.clock().millis() - entry.loadedMillis());
    return new Cached<>(key, entry, source, outcome, age, collapsed, stored, parts.format());
  }

  private void refuseTransaction(CacheKey<?> key) {
    if (parts.writer().inTransaction()) {
      throw new IllegalStateException(
          "the cache was asked for " + key + " inside a transaction; read through the repository");
    }
  }

  @Override
  public Stamps stampsOf(CacheKey<?> key) {
    return loading.stampsFor(key);
  }

  @Override
  public <T> boolean put(CacheKey<T> key, T value, Stamps stamps) {
    long now = parts.clock().millis();
    return loading.keep(key, loading.entry(key, value, stamps, now, Long.MAX_VALUE), false);
  }

  @Override
  public void delete(CacheKey<?> key) {
    parts.recorder().count(tiers.sourceOf(key.region()), Operation.DELETE, key.region());
    parts.writer().replace(List.of(Tag.key(key.text())));
  }

  @Override
  public void invalidate(Collection<Tag> tags) {
    parts.writer().replace(tags);
  }

  @Override
  public void close() {
    threads.close();
  }
}
