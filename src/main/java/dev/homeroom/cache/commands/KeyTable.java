package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandValue;
import dev.homeroom.cache.spi.CommandValues;
import java.time.Clock;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of memory's commands with their types and times: an ended key is not there. What changes
 * runs {@linkplain #inTurn in turn}.
 */
final class KeyTable {
  private final CommandValues values;
  private final Clock clock;

  KeyTable(CommandValues values, Clock clock) {
    this.values = values;
    this.clock = clock;
  }

  <T> T inTurn(Supplier<T> change) {
    return values.inTurn(change);
  }

  long now() {
    return clock.millis();
  }

  private boolean isAlive(CommandValue value) {
    long end = value.expiresAtMillis();
    return end == Long.MAX_VALUE || clock.millis() < end;
  }

  /** Returns the value of a key, of any type; null if the key is not there. */
  @Nullable CommandValue find(String key) {
    CommandValue found = values.get(key);
    if (found == null || isAlive(found)) {
      return found;
    }
    values.foundEnded();
    return null;
  }

  /** The same without noting a use. */
  @Nullable CommandValue look(String key) {
    CommandValue found = values.look(key);
    return found != null && isAlive(found) ? found : null;
  }

  /**
   * Returns the value of a key; null if the key is not there.
   *
   * @throws RefusedException if it is of another type
   */
  <V extends CommandValue> @Nullable V find(String key, Class<V> type) {
    return typed(find(key), type);
  }

  /** The same for a command that changes the value: it is no use of it. */
  <V extends CommandValue> @Nullable V toChange(String key, Class<V> type) {
    return typed(look(key), type);
  }

  private static <V extends CommandValue> @Nullable V typed(
      @Nullable CommandValue found, Class<V> type) {
    if (found != null && !type.isInstance(found)) {
      throw new RefusedException(Refusals.WRONG_TYPE);
    }
    return type.cast(found);
  }

  /**
   * Returns the collection of a key, or makes one.
   *
   * @param ttlMillis of a new one; 0 for none
   */
  <V extends CollectionValue> V findOrMake(
      String key, Class<V> type, long ttlMillis, LongFunction<V> maker) {
    V found = toChange(key, type);
    return found != null ? found : maker.apply(endOf(ttlMillis));
  }

  /** Returns when what lives so long from now ends; 0 stands for never. */
  long endOf(long ttlMillis) {
    return ttlMillis == 0 ? Long.MAX_VALUE : now() + ttlMillis;
  }

  /** Refuses if the key may not take so many bytes more. */
  void requireRoom(String key, long moreBytes) {
    if (!values.admits(key, moreBytes)) {
      throw new RefusedException(Refusals.FULL);
    }
  }

  /** Keeps a value that is new or has changed. */
  void put(String key, CommandValue value) {
    if (values.look(key) == value) {
      values.resized(key, value);
    } else if (!values.put(key, value)) {
      throw new RefusedException(Refusals.FULL);
    }
  }

  /** Keeps what a removal has left of a collection: an empty one goes. */
  void keepRest(String key, CollectionValue value) {
    if (value.isEmpty()) {
      values.remove(key);
    } else {
      values.resized(key, value);
    }
  }

  /** Removes a key; returns whether it was there. */
  boolean remove(String key) {
    CommandValue gone = values.remove(key);
    return gone != null && isAlive(gone);
  }

  /** Removes all keys. */
  void clear() {
    values.clear();
  }

  /** Returns all keys that are there. */
  List<String> keys() {
    return values.keys().stream().filter(key -> look(key) != null).toList();
  }
}
