package dev.homeroom.cache;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The cache, as all packages of the school use it. Safe for all threads.
 *
 * <p>An entry answers only while all its generations are current, none of its tags is in doubt, and
 * the generations were read at most 2 s ago. So a value that a write of this instance has replaced
 * is never answered again here from that commit on, and one that another instance has replaced for
 * at most 2 s longer.
 *
 * <p>Fails open for the cache: a tier that fails is a miss. If a loader fails or is slow, an
 * expired but untouched value is answered as {@linkplain Cached#stale stale}: SHARED and COMPUTED
 * within the region's allowance, AUTHZ and LOCAL only while the database is away, CRITICAL never;
 * the next load is tried after 15 s. Without such a value the loader's exception reaches the caller
 * unchanged, and for 1 s the callers after it. If a loader returns null there is no such value, and
 * memory keeps that for the region's negative TTL.
 *
 * <p>Memory answers before Redis does, and is compared with it in the background every 30 s: a
 * valid entry of memory never waits for Redis. An entry that is read after 80 % of its life is
 * loaded anew in the background.
 *
 * <p>If Redis is down: the same answers, from memory or the database.
 */
public interface CacheService {
  /**
   * Returns the value of a key, from a tier or else from its loader. Per key one load runs at a
   * time, and one waits for callers after an invalidation; all waiting callers share its result.
   *
   * @throws LoadTimeoutException if there is no value within 2 s, or within 300 ms while the
   *     database is away
   * @throws LoadRejectedException if too many loads are under way
   * @throws LoadsSuspendedException if the last loads did not reach the database
   * @throws IllegalStateException inside an active transaction: a writer reads through its
   *     repository, since the cache holds the values that it is about to replace
   * @throws RuntimeException any of the loader, unchanged
   */
  <T> Cached<T> getOrLoad(CacheKey<T> key, Loader<T> loader);

  /**
   * Returns the values of several keys, in their order: one round trip for those in a tier, and the
   * others loaded side by side, or together if they are {@linkplain BulkMember of one bulk loader}.
   *
   * @throws RuntimeException as {@link #getOrLoad}: the first failure in the order of the keys,
   *     after all have ended or the time is up
   */
  List<Cached<?>> getOrLoadAll(List<ReadRequest<?>> wanted);

  /**
   * Returns the values of several keys as {@link #getOrLoadAll} does, but each with its own
   * failure.
   *
   * @throws IllegalStateException inside an active transaction
   */
  List<Answer<?>> getOrLoadEach(List<ReadRequest<?>> wanted);

  /**
   * Returns whether memory has a valid entry of each key, so that {@link #getOrLoadEach} would
   * answer without asking Redis, loading, or waiting. Counts nothing.
   */
  boolean holdsAll(List<ReadRequest<?>> wanted);

  /**
   * Returns the values of several keys loaded anew, in their order: for a refresh. Values that were
   * loaded in the last 10 s are answered as they are. A load under way is not joined, since it may
   * have read already: another one begins after it, for all refreshes meanwhile. If a load fails or
   * takes longer than 300 ms, the present value is answered as stale.
   *
   * @throws RuntimeException as {@link #getOrLoad}
   */
  List<Cached<?>> reloadAll(List<ReadRequest<?>> wanted);

  /**
   * Returns the values of several keys as {@link #reloadAll} does, but each with its own failure.
   *
   * @throws IllegalStateException inside an active transaction
   */
  List<Answer<?>> reloadEach(List<ReadRequest<?>> wanted);

  /** Returns the valid entry of a key; empty if it has to be loaded, is stale, or is absent. */
  <T> Optional<Cached<T>> get(CacheKey<T> key);

  /** Returns whether {@link #get} would answer. */
  default boolean exists(CacheKey<?> key) {
    return get(key).isPresent();
  }

  /**
   * Returns the generations of a key's tags for a {@link #put} of a value that is made from now on.
   * Waits at most 300 ms for tags in doubt.
   *
   * @throws IllegalStateException inside an active transaction, as {@link #put}
   */
  Stamps stampsOf(CacheKey<?> key);

  /**
   * Stores a value that the caller made after it took the stamps.
   *
   * @param stamps from {@link #stampsOf}, taken <em>before</em> the value was made
   * @return whether it was stored: not if the stamps have moved or were in doubt, if it is larger
   *     than the region's maximum, or has more than 16 tags
   * @throws IllegalStateException inside an active transaction, which may be rolled back
   */
  <T> boolean put(CacheKey<T> key, T value, Stamps stamps);

  /** Deletes a key everywhere by replacing its tag; in a transaction with its commit. */
  void delete(CacheKey<?> key);

  /**
   * Voids all entries with one of the tags, on every instance, by replacing the tags: in an active
   * transaction with its commit (a failed one voids nothing), else at once. On this instance they
   * are void when the call or the commit returns, elsewhere at most 2 s later.
   */
  void invalidate(Collection<Tag> tags);
}
