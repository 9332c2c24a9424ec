package dev.homeroom.dashboards;

import java.util.List;

/**
 * As much of a list as a widget shows. With the lengths that columns have, that bounds its bytes
 * below what the cache keeps of one value.
 *
 * @param <T> what a row is
 * @param rows the first ones
 * @param cut whether there are more
 */
record FirstRows<T>(List<T> rows, boolean cut) {
  /** Rows of one list. */
  static final int MAX_ROWS = 100;

  /** Returns the first rows of a list, at most {@link #MAX_ROWS}. */
  static <T> FirstRows<T> of(List<T> all) {
    return of(all, MAX_ROWS);
  }

  /** Returns the first rows of a list, at most so many. */
  static <T> FirstRows<T> of(List<T> all, int most) {
    return all.size() <= most
        ? new FirstRows<>(all, false)
        : new FirstRows<>(all.subList(0, most), true);
  }
}
