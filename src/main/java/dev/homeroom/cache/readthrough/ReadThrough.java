package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.Answer;
import dev.homeroom.cache.CacheEntry;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheRecorder.Operation;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Loader;
import dev.homeroom.cache.LookUps;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The cache service: a valid entry of a tier, or else one load for all who ask. */
class ReadThrough implements CacheService, AutoCloseable {
  /** PRODUCT.md §3: what was loaded later than this is not loaded again for who wants it anew. */
  private static final Duration RELOAD_FLOOR = Duration.ofSeconds(10);

  private final Parts parts;
  private final Tiers tiers;
  private final LoadThreads threads;
  private final Loading loading;
  private final Lookup lookup;
  private final Landing landing;

  ReadThrough(Parts parts, Tiers tiers, LoadThreads threads, LoadLimits limits, LoadGuard guard) {
    this.parts = parts;
    this.tiers = tiers;
    this.threads = threads;
    EntryJudge judge = judge(parts);
    this.loading = loading(parts, tiers, judge, guard);
    FailedLoads failures = new FailedLoads(parts.ticker());
    Flights flights = flights(threads, loading, parts, failures);
    this.lookup = new Lookup(parts, tiers, judge, early(parts, failures, flights));
    this.landing = new Landing(parts, judge, flights, failures, limits);
  }

  /** The judge of entries; a seam for tests that plant mistakes. */
  EntryJudge judge(Parts of) {
    return new EntryJudge(of);
  }

  /** The runner of loads; a seam for tests that plant mistakes. */
  Loading loading(Parts of, Tiers into, EntryJudge by, LoadGuard under) {
    return new Loading(of, into, by, under);
  }

  /** Single flight; a seam for tests that plant mistakes. */
  Flights flights(LoadThreads on, Loading by, Parts of, FailedLoads failures) {
    return new Flights(on, by, of, failures);
  }

  /** Early refresh; a seam for tests that plant mistakes. */
  EarlyRefresh early(Parts of, FailedLoads failures, Flights by) {
    return new EarlyRefresh(of.known(), failures, by);
  }

  @Override
  public <T> Cached<T> getOrLoad(CacheKey<T> key, Loader<T> loader) {
    refuseTransaction(key);
    Asking<T> asking = new Asking<>(key, loader, true);
    Cached<T> found = lookup.fromMemory(asking);
    if (found == null) {
      lookFurther(List.of(asking));
      found = asking.answered();
    }
    return found;
  }

  @Override
  public List<Cached<?>> getOrLoadAll(List<Wanted<?>> wanted) {
    return values(getOrLoadEach(wanted));
  }

  @Override
  public List<Answer<?>> getOrLoadEach(List<Wanted<?>> wanted) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<Asking<?>> askings = askings(wanted, true);
    lookup.lookInMemory(askings);
    lookFurther(askings);
    return answers(askings);
  }

  /** Looks in the shared tier for what memory did not answer, and loads what no tier has. */
  private void lookFurther(List<? extends Asking<?>> askings) {
    long asked = parts.ticker().nanos();
    LookUps lookUps = lookUps();
    boolean sharedFailed = lookup.lookInShared(askings, lookUps);
    landing.land(askings, asked, Wish.any(sharedFailed, lookUps), Outcome.MISS);
  }

  /** Returns the look-ups of this request, or of the one that this loader works for. */
  private LookUps lookUps() {
    LookUps outer = threads.lookUps();
    return outer == null ? tiers.lookUps() : outer;
  }

  @Override
  public List<Cached<?>> reloadAll(List<Wanted<?>> wanted) {
    return values(reloadEach(wanted));
  }

  @Override
  public List<Answer<?>> reloadEach(List<Wanted<?>> wanted) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    long asked = parts.ticker().nanos();
    long askedMillis = parts.clock().millis();
    long floor = askedMillis - RELOAD_FLOOR.toMillis();
    List<Asking<?>> askings = askings(wanted, false);
    lookup.lookInMemorySince(askings, floor);
    landing.land(askings, asked, Wish.anew(askedMillis, asked, lookUps()), Outcome.BYPASS);
    return answers(askings);
  }

  private List<Asking<?>> askings(List<Wanted<?>> wanted, boolean mayRefresh) {
    refuseTransaction(wanted.get(0).key());
    List<Asking<?>> askings = new ArrayList<>(wanted.size());
    for (Wanted<?> one : wanted) {
      askings.add(asking(one, mayRefresh));
    }
    return askings;
  }

  private static <T> Asking<T> asking(Wanted<T> wanted, boolean mayRefresh) {
    return new Asking<>(wanted.key(), wanted.loader(), mayRefresh);
  }

  private static List<Answer<?>> answers(List<? extends Asking<?>> askings) {
    List<Answer<?>> answers = new ArrayList<>(askings.size());
    for (Asking<?> asking : askings) {
      answers.add(asking.result());
    }
    return answers;
  }

  /** Returns all values, or throws the first failure. */
  private static List<Cached<?>> values(List<Answer<?>> answers) {
    List<Cached<?>> values = new ArrayList<>(answers.size());
    for (Answer<?> answer : answers) {
      Cached<?> value = answer.value();
      if (value == null) {
        throw Unchanged.thrown(Objects.requireNonNull(answer.failure()));
      }
      values.add(value);
    }
    return values;
  }

  @Override
  public <T> Optional<Cached<T>> get(CacheKey<T> key) {
    Asking<T> asking = new Asking<>(key, null, false);
    if (lookup.fromMemory(asking) == null) {
      lookup.lookInShared(List.of(asking), lookUps());
    }
    return Optional.ofNullable(asking.answer).filter(found -> !found.stale() && !found.isAbsent());
  }

  private void refuseTransaction(CacheKey<?> key) {
    if (parts.writer().inTransaction()) {
      throw new IllegalStateException(
          "the cache was asked for " + key + " inside a transaction; read through the repository");
    }
  }

  @Override
  public Stamps stampsOf(CacheKey<?> key) {
    refuseTransaction(key);
    return loading.stampsFor(key);
  }

  @Override
  public <T> boolean put(CacheKey<T> key, T value, Stamps stamps) {
    refuseTransaction(key);
    long now = parts.clock().millis();
    CacheEntry entry =
        loading.entry(key, Objects.requireNonNull(value), stamps, now, Long.MAX_VALUE);
    return loading.keep(key, entry, false);
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
