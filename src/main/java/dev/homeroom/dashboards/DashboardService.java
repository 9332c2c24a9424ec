package dev.homeroom.dashboards;

import dev.homeroom.cache.Answer;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.ReadRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads dashboards from the cache: all widgets in one round trip, and those in no tier loaded side
 * by side. Checks no rights: its caller does. A widget that fails leaves the others alone. Fails
 * open for Redis; if the database is away, widgets of the last 15 minutes are answered as stale.
 */
@ApplicationScoped
public class DashboardService {
  @Inject CacheService cache;
  @Inject WidgetLoads loads;
  @Inject WidgetFailures failures;

  /**
   * Returns the widgets of a subject, by name, in the dashboard's order.
   *
   * @param anew whether to load them anew
   * @throws RuntimeException the first widget's failure, if all fail or one is a refusal
   */
  Map<String, Answer<?>> read(Dashboard dashboard, Viewed subject, boolean anew) {
    List<Widget> widgets = dashboard.widgets();
    WidgetReads reads = new WidgetReads(loads, widgets.size());
    int[] ends = new int[widgets.size()];
    for (int i = 0; i < ends.length; i++) {
      widgets.get(i).addReads(subject, reads);
      ends[i] = reads.size();
    }
    List<Answer<?>> found = anew ? cache.reloadEach(reads.all()) : cache.getOrLoadEach(reads.all());
    failures.judge(dashboard, ends, found);
    Map<String, Answer<?>> byName = new LinkedHashMap<>();
    int from = 0;
    for (int i = 0; i < ends.length; i++) {
      Widget widget = widgets.get(i);
      byName.put(widget.name(), widget.answer(subject, found, from, ends[i]));
      from = ends[i];
    }
    return byName;
  }

  /** Returns the entries of a subject's widgets. */
  List<ReadRequest<?>> wanted(Dashboard dashboard, Viewed subject) {
    WidgetReads reads = new WidgetReads(loads, dashboard.widgets().size());
    dashboard.widgets().forEach(widget -> widget.addReads(subject, reads));
    return reads.all();
  }
}
