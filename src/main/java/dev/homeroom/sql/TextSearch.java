package dev.homeroom.sql;

import java.util.Locale;

/**
 * Finds a part of a text, in upper or lower case. Both sides are folded in the same place: Java and
 * PostgreSQL make different small letters of {@code Σ} and {@code İ}, so that a name folded by one
 * was not found by its own spelling folded by the other.
 */
public final class TextSearch {
  private TextSearch() {}

  /**
   * Returns a condition with one parameter, the part, in Unicode's form NFC like all texts of
   * requests. Not by {@code like}, whose wildcards would have to be escaped.
   *
   * @param column a column of the table, never a caller's text
   */
  public static String in(String column) {
    return "position(%s in %s) > 0".formatted(folded("?"), folded(column));
  }

  /** Returns whether a text has a part, as {@link #in} decides it on H2. */
  public static boolean has(String text, String part) {
    return folded(text, Locale.ROOT).contains(folded(part, Locale.ROOT));
  }

  // First lower, then upper: σ and ς meet in Σ, on PostgreSQL i and İ in I.
  private static String folded(String sql) {
    return "upper(lower(" + sql + "))";
  }

  private static String folded(String text, Locale locale) {
    return text.toLowerCase(locale).toUpperCase(locale);
  }
}
