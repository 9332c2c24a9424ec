package dev.homeroom.sql;

/** The end of a statement that reads one page of a list. */
public final class PageClause {
  private PageClause() {}

  /**
   * Returns the order and the limits.
   *
   * @param column the expression that is sorted by, never a caller's text; rows without it are last
   * @param then what decides between equal rows, so that pages do not overlap
   * @param offset the number of rows before the page
   * @param size the most rows of the page
   */
  public static String of(String column, boolean descending, String then, int offset, int size) {
    return order(column, descending, then)
        + " offset "
        + offset
        + " rows fetch first "
        + size
        + " rows only";
  }

  /** Returns the order alone, for rows of a page to which others were joined. */
  public static String order(String column, boolean descending, String then) {
    return " order by " + column + (descending ? " desc" : "") + " nulls last, " + then;
  }
}
