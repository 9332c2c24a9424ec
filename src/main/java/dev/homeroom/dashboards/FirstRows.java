package dev.homeroom.dashboards;

import java.util.List;
import java.util.function.BiFunction;

/**
 * The first rows of a list, as many as a widget shows. With the lengths of columns, that keeps a
 * widget smaller than the largest stored value.
 *
 * @param <T> the type of a row
 * @param rows the first ones
 * @param cut whether there are more
 */
record FirstRows<T>(List<T> rows, boolean cut) {
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

  /** Returns a view of the rows and of whether there are more. */
  <V> V as(BiFunction<List<T>, Boolean, V> view) {
    return view.apply(rows, cut);
  }
}
