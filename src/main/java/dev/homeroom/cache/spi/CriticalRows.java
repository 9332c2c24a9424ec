package dev.homeroom.cache.spi;

import dev.homeroom.cache.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rows of critical keys, which are written before anything else. Port; implemented in {@code
 * database}. Ended rows are not there. If Redis is down: nothing changes. Every method throws a
 * {@code RuntimeException} if the database is away or refuses.
 */
public interface CriticalRows {
  /** A row. */
  final class Row {
    private final byte[] value;
    private final long expiresAtMillis;

    /** Makes one of what the methods of these names return. */
    public Row(byte[] value, long expiresAtMillis) {
      this.value = value;
      this.expiresAtMillis = expiresAtMillis;
    }

    /** Returns the value; not to be changed. */
    public byte[] value() {
      return value;
    }

    /** Returns its end, in ms since the epoch; {@code Long.MAX_VALUE} for none. */
    public long expiresAtMillis() {
      return expiresAtMillis;
    }
  }

  /** Returns the row of a key. */
  Optional<Row> find(String key);

  /** Returns the rows of keys, as far as they are there. */
  Map<String, Row> findAll(List<String> keys);

  /**
   * Changes the row of a key in one transaction with its tag, or as a part of the active one. No
   * other change of the key runs meanwhile.
   *
   * @param tag is replaced if the row changes
   * @param change gets the row, or null, and returns it, another one, or null for none; may run
   *     more than once
   */
  void change(String key, Tag tag, UnaryOperator<@Nullable Row> change);

  /** Returns up to so many keys that come after another one, by their characters' codes. */
  List<String> keysAfter(String key, int limit);

  /** Deletes ended rows, a thousand at most; returns how many. */
  int deleteEnded();
}
