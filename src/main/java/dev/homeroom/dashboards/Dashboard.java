package dev.homeroom.dashboards;

import java.util.List;

/**
 * A kind of dashboard.
 *
 * @param name as the answer says it, for instance {@code teacher}
 * @param widgets in their order
 */
record Dashboard(String name, List<Widget> widgets) {
  Dashboard {
    widgets = List.copyOf(widgets);
  }
}
