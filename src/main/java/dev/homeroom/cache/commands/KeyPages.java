package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandTier.KeyPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Pages of keys as SCAN gives them. The cursor is the place in the order of the keys' hashes up to
 * which they were looked at, so that a key that is there from the first page to the last is in one.
 */
final class KeyPages {
  private KeyPages() {}

  static KeyPage of(List<String> keys, String cursor, String pattern, int count) {
    long from = WholeNumber.of(Glob.bytes(cursor), Refusals.NO_CURSOR);
    List<String> ahead =
        keys.stream()
            .filter(key -> place(key) > from)
            .sorted(Comparator.comparingLong(KeyPages::place))
            .toList();
    Glob glob = new Glob(pattern);
    List<String> page = new ArrayList<>();
    int seen = 0;
    long last = from;
    // Those of one hash stay together, so that none falls between two pages.
    while (seen < ahead.size() && (seen < count || place(ahead.get(seen)) == last)) {
      String key = ahead.get(seen);
      last = place(key);
      seen++;
      if (glob.matches(key)) {
        page.add(key);
      }
    }
    return new KeyPage(seen == ahead.size() ? "0" : Long.toString(last), page);
  }

  /** Returns from 1, since 0 is the beginning. */
  private static long place(String key) {
    return Integer.toUnsignedLong(key.hashCode()) + 1;
  }
}
