package dev.homeroom.dashboards;

import dev.homeroom.cache.Answer;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.ReadRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    WidgetReads reads = reads(dashboard, subject);
    List<Answer<?>> found = anew ? cache.reloadEach(reads.all()) : cache.getOrLoadEach(reads.all());
    return byName(dashboard, subject, reads, found);
  }

  /** Returns the same if memory has them all, so that nothing is waited for; else empty. */
  Optional<Map<String, Answer<?>>> findInMemory(Dashboard dashboard, Viewed subject) {
    WidgetReads reads = reads(dashboard, subject);
    return cache.holdsAll(reads.all())
        ? Optional.of(byName(dashboard, subject, reads, cache.getOrLoadEach(reads.all())))
        : Optional.empty();
  }

  private Map<String, Answer<?>> byName(
      Dashboard dashboard, Viewed subject, WidgetReads reads, List<Answer<?>> found) {
    int[] ends = reads.ends();
    failures.judge(dashboard, ends, found);
    Map<String, Answer<?>> byName = new LinkedHashMap<>();
    int from = 0;
    for (int i = 0; i < ends.length; i++) {
      Widget widget = dashboard.widgets().get(i);
      byName.put(widget.name(), widget.answer(subject, found, from, ends[i]));
      from = ends[i];
    }
    return byName;
  }

  /** Returns the entries of a subject's widgets. */
  List<ReadRequest<?>> wanted(Dashboard dashboard, Viewed subject) {
    return reads(dashboard, subject).all();
  }

  private WidgetReads reads(Dashboard dashboard, Viewed subject) {
    WidgetReads reads = new WidgetReads(loads, dashboard.widgets().size());
    dashboard.widgets().forEach(widget -> reads.addAll(widget, subject));
    return reads;
  }
}
