package dev.homeroom.cache.spi;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The values of the Redis-shaped commands in this instance's memory. They share the bounds of
 * memory with its entries, and are evicted in one order with them. Safe for all threads; reads take
 * no lock. Port; implemented by the memory tier. If Redis is down: nothing changes.
 */
public interface CommandValues {
  /** The region by whose name their evictions are counted. */
  String REGION = "commands";

  /**
   * Returns the value of a key, and counts a read and a use; null if there is none. It may have
   * ended: {@link #foundEnded}.
   */
  @Nullable CommandValue get(String key);

  /** Returns the value of a key and counts neither; null if there is none. It may have ended. */
  @Nullable CommandValue look(String key);

  /** Makes a miss of the read of a value that had ended. */
  default void foundEnded() {}

  /**
   * Runs a change while no other change of memory runs, of values or of entries; its changes of
   * memory may be several. It must be short: all puts wait.
   */
  <T> T inTurn(Supplier<T> change);

  /**
   * Returns whether a value may be put, or may grow.
   *
   * @param moreBytes those of a new value; of one that is there those that it grows by, which may
   *     be below 0
   * @return false if it would be larger than all of memory, or would pass a bound while the policy
   *     is {@link EvictionPolicy#NONE}
   */
  boolean admits(String key, long moreBytes);

  /**
   * Keeps a value in place of the key's last one, and evicts others until both bounds hold.
   *
   * @return false if it is refused as by {@link #admits}: then nothing has changed
   */
  boolean put(String key, CommandValue value);

  /**
   * Counts the bytes of a value that has changed in place, and evicts others until both bounds
   * hold; this one if it is larger than all of memory. Does nothing if the key has another value.
   * The policy {@code NONE} evicts nothing: there {@link #admits} must be asked before.
   */
  void resized(String key, CommandValue value);

  /** Removes the value of a key, and returns it; null if there was none. */
  @Nullable CommandValue remove(String key);

  /** Returns the keys, in no order; a key that comes or goes meanwhile may be among them. */
  List<String> keys();

  /** Removes all values, and no entry, in one step, for which all puts wait. */
  void clear();
}
