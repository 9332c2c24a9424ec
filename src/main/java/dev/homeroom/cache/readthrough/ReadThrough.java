package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.Answer;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Loader;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.Lookup.SharedReply;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.CacheRecorder.Operation;
import dev.homeroom.cache.spi.LookUps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cache service: a valid entry of a tier, or else one load for all callers. */
class ReadThrough implements CacheService, AutoCloseable {
  /** The age below which a value is not loaded again for a refresh. */
  private static final Duration RELOAD_FLOOR = Duration.ofSeconds(10);

  private final Parts parts;
  private final Tiers tiers;
  private final LoadThreads threads;
  private final Loading loading;
  private final Lookup lookup;
  private final EarlyRefresh early;
  private final LoadWaiter loadWaiter;

  ReadThrough(Parts parts, Tiers tiers, LoadThreads threads, LoadLimits limits, LoadGuard guard) {
    this.parts = parts;
    this.tiers = tiers;
    this.threads = threads;
    EntryJudge judge = judge(parts);
    this.loading = loading(parts, tiers, judge, guard);
    FailedLoads failures = new FailedLoads(parts.ticker());
    BulkLoading bulk = new BulkLoading(parts, loading, guard, limits.hardTimeout());
    SingleFlight singleFlight = singleFlight(threads, loading, bulk, failures);
    DecodedValues values = new DecodedValues(parts.format(), tiers);
    this.early = early(parts, failures, singleFlight);
    this.lookup =
        new Lookup(
            parts,
            tiers,
            judge,
            new CopyComparisons(tiers, judge, parts.clock(), tiers.compares()),
            values);
    this.loadWaiter = new LoadWaiter(parts, judge, singleFlight, failures, limits, values);
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
  SingleFlight singleFlight(LoadThreads on, Loading by, BulkLoading bulk, FailedLoads failures) {
    return new SingleFlight(on, by, bulk, parts, failures);
  }

  /** Early refresh; a seam for tests that plant mistakes. */
  EarlyRefresh early(Parts of, FailedLoads failures, SingleFlight by) {
    return new EarlyRefresh(of.known(), failures, by);
  }

  @Override
  public <T> Cached<T> getOrLoad(CacheKey<T> key, Loader<T> loader) {
    refuseTransaction(key);
    long now = parts.clock().millis();
    LookupResult<T> inMemory = lookup.inMemory(key, now);
    EntryAnswer<T> hit = inMemory.answer();
    if (hit != null) {
      refreshIfDue(key, loader, hit, now);
      return hit;
    }
    Miss<T> miss = new Miss<>(0, new ReadRequest<>(key, loader), inMemory.fallback());
    @SuppressWarnings("unchecked") // At the place of a key stands its own answer.
    Answer<T> answer = (Answer<T>) fromSharedOrLoaded(List.of(miss)).get(0);
    return valueOf(answer);
  }

  @Override
  public List<Cached<?>> getOrLoadAll(List<ReadRequest<?>> requests) {
    return values(getOrLoadEach(requests));
  }

  @Override
  public List<Answer<?>> getOrLoadEach(List<ReadRequest<?>> requests) {
    if (requests.isEmpty()) {
      return List.of();
    }
    refuseTransaction(requests.get(0).key());
    long now = parts.clock().millis();
    Answer<?>[] answers = new Answer<?>[requests.size()];
    List<Miss<?>> misses = new ArrayList<>(0);
    for (int i = 0; i < answers.length; i++) {
      ReadRequest<?> request = requests.get(i);
      LookupResult<?> inMemory = lookup.inMemory(request.key(), now);
      answers[i] = refreshed(request, inMemory, now);
      if (answers[i] == null) {
        misses.add(new Miss<>(i, request, inMemory.fallback()));
      }
    }
    if (!misses.isEmpty()) {
      place(answers, misses, fromSharedOrLoaded(misses));
    }
    return List.of(answers);
  }

  @Override
  public boolean holdsAll(List<ReadRequest<?>> requests) {
    long now = parts.clock().millis();
    return requests.stream().allMatch(request -> lookup.holds(request.key(), now));
  }

  /** Returns the answers of the misses of memory, in their order: from Redis or else by loads. */
  private List<Answer<?>> fromSharedOrLoaded(List<Miss<?>> misses) {
    long asked = parts.ticker().nanos();
    LookUps lookUps = lookUps();
    SharedReply reply =
        lookup.inShared(
            misses.stream().map(Miss::key).toList(),
            misses.stream().map(Miss::fallback).toList(),
            lookUps);
    long now = parts.clock().millis();
    Answer<?>[] answers = new Answer<?>[misses.size()];
    List<Miss<?>> left = new ArrayList<>(answers.length);
    for (int i = 0; i < answers.length; i++) {
      Miss<?> miss = misses.get(i);
      LookupResult<?> found = reply.results().get(i);
      answers[i] = refreshed(miss.request(), found, now);
      if (answers[i] == null) {
        left.add(new Miss<>(i, miss.request(), found.fallback()));
      }
    }
    if (!left.isEmpty()) {
      LoadRequirement any = LoadRequirement.any(reply.failed(), lookUps);
      place(answers, left, loadWaiter.load(left, asked, any, Outcome.MISS));
    }
    return List.of(answers);
  }

  /** Returns what was found, refreshed in the background if it is time; null if nothing was. */
  private <T> @Nullable Answer<?> refreshed(
      ReadRequest<T> request, LookupResult<?> found, long now) {
    EntryAnswer<?> answer = found.answer();
    if (answer == null) {
      return null;
    }
    refreshIfDue(request.key(), request.loader(), answer, now);
    return Answer.of(answer);
  }

  private <T> void refreshIfDue(
      CacheKey<T> key, Loader<T> loader, EntryAnswer<?> answer, long now) {
    if (answer.outcome() == Outcome.HIT) {
      early.refreshIfDue(key, loader, answer.entry(), now);
    }
  }

  private static void place(
      Answer<?>[] answers, List<? extends Miss<?>> misses, List<Answer<?>> theirs) {
    for (int i = 0; i < theirs.size(); i++) {
      answers[misses.get(i).place()] = theirs.get(i);
    }
  }

  /** Returns the look-ups of this request, or of the one that this loader works for. */
  private LookUps lookUps() {
    LookUps outer = threads.lookUps().ofCaller();
    return outer == null ? tiers.lookUps() : outer;
  }

  @Override
  public List<Cached<?>> reloadAll(List<ReadRequest<?>> requests) {
    return values(reloadEach(requests));
  }

  @Override
  public List<Answer<?>> reloadEach(List<ReadRequest<?>> requests) {
    if (requests.isEmpty()) {
      return List.of();
    }
    refuseTransaction(requests.get(0).key());
    long asked = parts.ticker().nanos();
    long now = parts.clock().millis();
    Answer<?>[] answers = new Answer<?>[requests.size()];
    List<Miss<?>> old = new ArrayList<>(answers.length);
    for (int i = 0; i < answers.length; i++) {
      LookupResult<?> found = lookup.inMemoryAlone(requests.get(i).key(), now);
      EntryAnswer<?> answer = found.answer();
      if (answer != null && answer.loadedMillis() >= now - RELOAD_FLOOR.toMillis()) {
        answers[i] = Answer.of(answer);
      } else {
        old.add(new Miss<>(i, requests.get(i), anyOf(found)));
      }
    }
    LoadRequirement anew = LoadRequirement.anew(now, asked, lookUps());
    place(answers, old, loadWaiter.load(old, asked, anew, Outcome.BYPASS));
    return List.of(answers);
  }

  /** Returns the entry that was found, valid or not, as what may be served if a reload fails. */
  private static @Nullable Fallback anyOf(LookupResult<?> found) {
    EntryAnswer<?> valid = found.answer();
    return valid == null ? found.fallback() : new Fallback(valid.entry(), Source.MEMORY, false);
  }

  /** Returns all values, or throws the first failure. */
  private static List<Cached<?>> values(List<Answer<?>> answers) {
    List<Cached<?>> values = new ArrayList<>(answers.size());
    for (Answer<?> answer : answers) {
      values.add(valueOf(answer));
    }
    return values;
  }

  private static <T> Cached<T> valueOf(Answer<T> answer) {
    Cached<T> value = answer.value();
    if (value == null) {
      throw Rethrow.thrown(Objects.requireNonNull(answer.failure()));
    }
    return value;
  }

  @Override
  public <T> Optional<Cached<T>> get(CacheKey<T> key) {
    LookupResult<T> inMemory = lookup.inMemory(key, parts.clock().millis());
    Cached<T> found = inMemory.answer();
    if (found == null) {
      found = fromShared(key, inMemory.fallback());
    }
    return found == null || found.stale() || found.isAbsent()
        ? Optional.empty()
        : Optional.of(found);
  }

  private <T> @Nullable Cached<T> fromShared(CacheKey<T> key, @Nullable Fallback had) {
    List<@Nullable Fallback> all = Collections.singletonList(had);
    @SuppressWarnings("unchecked") // At the place of a key stands its own result.
    LookupResult<T> found =
        (LookupResult<T>) lookup.inShared(List.of(key), all, lookUps()).results().get(0);
    return found.answer();
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
