package dev.homeroom.dashboards;

import dev.homeroom.cache.Answer;
import java.util.List;

/**
 * A named part of a dashboard. It is an entry of its own ({@link StoredWidget}), or put together at
 * each request from entries that other dashboards share ({@link ComposedWidget}).
 */
sealed interface Widget permits StoredWidget, ComposedWidget {
  /** Returns its name in the dashboard. */
  String name();

  /** Adds the entries that it needs. */
  void addReads(Viewed viewed, WidgetReads reads);

  /**
   * Returns its answer.
   *
   * @param found the answers for all entries of the dashboard
   * @param from the index of this widget's first
   * @param to the index after its last
   */
  Answer<?> answer(Viewed viewed, List<Answer<?>> found, int from, int to);
}
