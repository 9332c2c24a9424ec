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
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The cache service: a valid entry of a tier, or else one load for all callers. */
class ReadThrough implements CacheService, AutoCloseable {
  /** What was loaded within this time is not loaded again for a refresh. */
  private static final Duration RELOAD_FLOOR = Duration.ofSeconds(10);

  private final Parts parts;
  private final Tiers tiers;
  private final LoadThreads threads;
  private final Loading loading;
  private final Lookup lookup;
  private final LoadWaiter loadWaiter;

  ReadThrough(Parts parts, Tiers tiers, LoadThreads threads, LoadLimits limits, LoadGuard guard) {
    this.parts = parts;
    this.tiers = tiers;
    this.threads = threads;
    EntryJudge judge = judge(parts);
    this.loading = loading(parts, tiers, judge, guard);
    FailedLoads failures = new FailedLoads(parts.ticker());
    Flights flights = flights(threads, loading, parts, failures);
    this.lookup = new Lookup(parts, tiers, judge, early(parts, failures, flights));
    this.loadWaiter = new LoadWaiter(parts, judge, flights, failures, limits);
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
    PendingRead<T> read = new PendingRead<>(key, loader, true);
    Cached<T> found = lookup.fromMemory(read);
    if (found == null) {
      lookFurther(List.of(read));
      found = read.answered();
    }
    return found;
  }

  @Override
  public List<Cached<?>> getOrLoadAll(List<ReadRequest<?>> wanted) {
    return values(getOrLoadEach(wanted));
  }

  @Override
  public List<Answer<?>> getOrLoadEach(List<ReadRequest<?>> wanted) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<PendingRead<?>> reads = reads(wanted, true);
    lookup.lookInMemory(reads);
    lookFurther(reads);
    return answers(reads);
  }

  /** Looks in the shared tier for what memory did not answer, and loads what no tier has. */
  private void lookFurther(List<? extends PendingRead<?>> reads) {
    long asked = parts.ticker().nanos();
    LookUps lookUps = lookUps();
    boolean sharedFailed = lookup.lookInShared(reads, lookUps);
    loadWaiter.land(reads, asked, LoadRequirement.any(sharedFailed, lookUps), Outcome.MISS);
  }

  /** Returns the look-ups of this request, or of the one that this loader works for. */
  private LookUps lookUps() {
    LookUps outer = threads.lookUps();
    return outer == null ? tiers.lookUps() : outer;
  }

  @Override
  public List<Cached<?>> reloadAll(List<ReadRequest<?>> wanted) {
    return values(reloadEach(wanted));
  }

  @Override
  public List<Answer<?>> reloadEach(List<ReadRequest<?>> wanted) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    long asked = parts.ticker().nanos();
    long askedMillis = parts.clock().millis();
    long floor = askedMillis - RELOAD_FLOOR.toMillis();
    List<PendingRead<?>> reads = reads(wanted, false);
    lookup.lookInMemorySince(reads, floor);
    loadWaiter.land(
        reads, asked, LoadRequirement.anew(askedMillis, asked, lookUps()), Outcome.BYPASS);
    return answers(reads);
  }

  private List<PendingRead<?>> reads(List<ReadRequest<?>> wanted, boolean mayRefresh) {
    refuseTransaction(wanted.get(0).key());
    List<PendingRead<?>> reads = new ArrayList<>(wanted.size());
    for (ReadRequest<?> one : wanted) {
      reads.add(read(one, mayRefresh));
    }
    return reads;
  }

  private static <T> PendingRead<T> read(ReadRequest<T> wanted, boolean mayRefresh) {
    return new PendingRead<>(wanted.key(), wanted.loader(), mayRefresh);
  }

  private static List<Answer<?>> answers(List<? extends PendingRead<?>> reads) {
    List<Answer<?>> answers = new ArrayList<>(reads.size());
    for (PendingRead<?> read : reads) {
      answers.add(read.result());
    }
    return answers;
  }

  /** Returns all values, or throws the first failure. */
  private static List<Cached<?>> values(List<Answer<?>> answers) {
    List<Cached<?>> values = new ArrayList<>(answers.size());
    for (Answer<?> answer : answers) {
      Cached<?> value = answer.value();
      if (value == null) {
        throw Rethrow.thrown(Objects.requireNonNull(answer.failure()));
      }
      values.add(value);
    }
    return values;
  }

  @Override
  public <T> Optional<Cached<T>> get(CacheKey<T> key) {
    PendingRead<T> read = new PendingRead<>(key, null, false);
    if (lookup.fromMemory(read) == null) {
      lookup.lookInShared(List.of(read), lookUps());
    }
    return Optional.ofNullable(read.answer).filter(found -> !found.stale() && !found.isAbsent());
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
