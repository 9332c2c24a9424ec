package dev.homeroom.dashboards;

import dev.homeroom.cache.LoadScope;

/** Loads the widgets of one kind of dashboard. */
interface Widgets {
  /**
   * Loads one widget in a transaction of its own, fresh until the school's midnight at most.
   *
   * @return an object of named figures and lists
   * @throws IllegalArgumentException if there is no such widget
   * @throws RuntimeException if the database is away
   */
  Object load(String widget, Viewed viewed, LoadScope scope);
}
