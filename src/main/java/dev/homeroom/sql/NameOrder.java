package dev.homeroom.sql;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RawCollationKey;
import com.ibm.icu.util.ULocale;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * The order of names: the root collation of Unicode (UTS 10, CLDR), up to the difference of upper
 * and lower case. It is stored with each person, as each database would sort names differently;
 * lists of a few names are sorted here.
 */
public final class NameOrder {
  /** The most bytes of a key; names that differ after them only are sorted by id. */
  static final int MAX_BYTES = 200;

  private static final Collator ROOT = root();

  private NameOrder() {}

  private static Collator root() {
    Collator collator = Collator.getInstance(ULocale.ROOT);
    collator.setStrength(Collator.TERTIARY);
    return collator.freeze();
  }

  /** Returns the order of the names of things; those of the same name in any order. */
  public static <T> Comparator<T> by(Function<T, String> name) {
    return (one, other) -> ROOT.compare(name.apply(one), name.apply(other));
  }

  /**
   * Returns the sort key of a name: of two names, the one whose key is less as a text comes first.
   *
   * @return an even number of hexadecimal digits, at most 400
   */
  public static String keyOf(String name) {
    RawCollationKey key = ROOT.getRawCollationKey(name, null);
    // The last byte is always 0 and tells nothing.
    int length = Math.min(key.size - 1, MAX_BYTES);
    return HexFormat.of().formatHex(key.bytes, 0, length);
  }
}
