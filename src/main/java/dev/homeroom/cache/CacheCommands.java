package dev.homeroom.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The commands of Redis for callers that want a fast shared store: strings, numbers, hashes, lists.
 * Safe for all threads. Beside {@link CacheService} it has no loaders, no tags and no stamps.
 *
 * <p>Each call answers as Redis 7 does, from Redis and from memory alike. No call fails because of
 * Redis, and none waits for it longer than 300 ms.
 *
 * <p><b>If Redis is down</b> memory answers with what this instance has changed since; all other
 * keys are not there. Once Redis is back, the keys that were changed meanwhile are deleted in it,
 * so that they are not there rather than old; a counter is raised by what it was raised meanwhile.
 * A write that Redis did not confirm is treated in the same way, also if Redis is well. What must
 * not be lost belongs into a critical key or a table.
 *
 * <p>Each method throws a {@link CommandRefusedException} if Redis refuses such a command: a value
 * of another type ({@code WRONGTYPE}), no number, an overflow, memory that is full; and an {@link
 * InvalidKeyException} for a key that is empty, longer than 512 bytes, or no Unicode text.
 *
 * <p>A key has 1 to 512 bytes of UTF-8, of any characters; it is stored as {@code {prefix}c:{key}}.
 * A value has at most 1,000,000 bytes; a text with half a character is refused as value and as
 * field. A key that is made without a time to live gets {@code CACHE_DEFAULT_TTL} (1 h); 0 there
 * stands for none, as in plain Redis.
 *
 * <p>A critical key ({@code CACHE_CRITICAL_KEYS}) is a row of the database. It holds no control
 * character, and has at most 501 bytes as it is stored: letters, digits and {@code -._~} count one,
 * all other bytes three. Its value, above 256 KiB, is read from the database each time.
 *
 * @param <V> the type of the values: {@code String} and {@code byte[]} can be injected, {@link #of}
 *     makes others. Keys are shared by all types.
 */
public interface CacheCommands<V> {
  /** Returns the same commands for values that are stored as JSON. */
  <T> CacheCommands<T> of(Class<T> type);

  /** Returns a value; null if the key is not there. */
  @Nullable V get(String key);

  /** Sets a key for the default time to live; replaces a value of any type. */
  void set(String key, V value);

  /** Sets a key for a time to live, at least a millisecond; replaces a value of any type. */
  void set(String key, V value, Duration ttl);

  /**
   * Returns a value, or else makes it, stores it and returns it. Per key and instance one is made
   * at a time.
   *
   * @param maker returns null if there is no such value: nothing is stored then
   * @throws RuntimeException any of the maker, unchanged
   * @throws IllegalStateException if the maker asks for its own key
   */
  @Nullable V getOrSet(String key, Duration ttl, Supplier<? extends @Nullable V> maker);

  /** Deletes keys of any type; returns how many were there. */
  long delete(String... keys);

  /** Returns how many of the keys are there; one that is named twice counts twice. */
  long exists(String... keys);

  /**
   * Gives a key a time to live; zero or less deletes it.
   *
   * @return whether the key was there
   */
  boolean expire(String key, Duration ttl);

  /** Returns the seconds that a key has to live; -1 if it has no end, -2 if it is not there. */
  long ttlSeconds(String key);

  /** Returns the milliseconds that a key has to live; -1 if it has no end, -2 if not there. */
  long ttlMillis(String key);

  /**
   * Returns a part of the keys that match a pattern. A key that is there all the while is in one of
   * the pages; one may be in several. If Redis fails to give a page, it is empty, and its cursor
   * asks for it again.
   *
   * @param cursor {@code 0} to begin, then that of the last page
   * @param pattern {@code *}, {@code ?}, {@code [a-c]}, {@code [^a]}, a backslash before a
   *     character that means itself
   * @param count about how many keys to look at, from 1 to 1,000
   */
  Page scan(String cursor, String pattern, int count);

  /** Adds 1 to a number, which is 0 if the key is not there; returns the sum. */
  default long incr(String key) {
    return incrBy(key, 1);
  }

  /** Adds to a number of 64 bits, which is 0 if the key is not there; returns the sum. */
  long incrBy(String key, long more);

  /** Takes 1 from a number, as {@link #incr}. */
  default long decr(String key) {
    return decrBy(key, 1);
  }

  /** Takes from a number, as {@link #incrBy}; {@code Long.MIN_VALUE} is refused. */
  long decrBy(String key, long less);

  /** Returns the value of a hash's field; null if it is not there. */
  @Nullable V hget(String key, String field);

  /** Sets a field of a hash; returns whether it is new. */
  boolean hset(String key, String field, V value);

  /** Sets fields of a hash, at least one; returns how many are new. */
  long hset(String key, Map<String, ? extends V> fields);

  /** Deletes fields of a hash, and the hash with its last one; returns how many were there. */
  long hdel(String key, String... fields);

  /** Returns whether a hash has a field. */
  boolean hexists(String key, String field);

  /** Returns all fields of a hash, in no order; empty if the key is not there. */
  Map<String, V> hgetAll(String key);

  /** Adds to the number in a field, which is 0 if it is not there; returns the sum. */
  long hincrBy(String key, String field, long more);

  /** Puts elements before a list, so that the last one comes first; returns its length. */
  long lpush(String key, List<? extends V> elements);

  /** Puts elements behind a list; returns its length. */
  long rpush(String key, List<? extends V> elements);

  /** Takes the first element of a list, and the list with its last one; null if not there. */
  @Nullable V lpop(String key);

  /** Takes the last element of a list; null if the key is not there. */
  @Nullable V rpop(String key);

  /** Returns the length of a list; 0 if the key is not there. */
  long llen(String key);

  /**
   * Returns the elements between two positions, both included: 0 is the first, -1 the last one.
   * Positions beyond the ends mean the ends.
   */
  List<V> lrange(String key, long first, long last);

  /** Returns the values of keys in their order; null for each that is not there or no string. */
  List<@Nullable V> mget(List<String> keys);

  /** Sets keys for the default time to live, in one round trip. */
  void mset(Map<String, ? extends V> values);

  /** Sets keys for a time to live in one round trip; others may see some set before the rest. */
  void mset(Map<String, ? extends V> values, Duration ttl);

  /**
   * Sends up to 1,000 commands in one round trip.
   *
   * @param calls calls the commands of the given object, whose results are those of keys that are
   *     not there; one {@code scan}, {@code getOrSet} or {@code pipelined} among them throws, and
   *     so does each call after the pipeline has ended
   * @return the results in the order of the calls, a {@link CommandRefusedException} in the place
   *     of each that was refused; null for commands without one
   */
  List<@Nullable Object> pipelined(Consumer<CacheCommands<V>> calls);

  /**
   * A part of the keys.
   *
   * @param cursor of the next page; {@code 0} if this was the last one
   * @param keys in no order; may be empty though more follow
   */
  record Page(String cursor, List<String> keys) {}
}
