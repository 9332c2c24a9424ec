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

  /** Returns its answer, made of the answers for its entries, in their order. */
  Answer<?> answer(Viewed viewed, List<Answer<?>> found);
}
