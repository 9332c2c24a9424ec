package dev.homeroom.dashboards;

import dev.homeroom.cache.Answer;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.Failures;
import dev.homeroom.time.OnceAMinute;
import dev.homeroom.time.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Decides which failures a dashboard survives: those of some of its widgets, as long as one can be
 * shown. It counts them, and logs one line a minute for each widget; none while the database is
 * away, which has a line of its own.
 */
@ApplicationScoped
class WidgetFailures {
  private static final System.Logger LOGGER = System.getLogger(WidgetFailures.class.getName());
  private static final int FIRST_OF_OURS = 500;

  private static final String SLOW =
      "it took too long. This means: such dashboards say so in its place and show the rest. Do:"
          + " look at cache_load_seconds, and at what the database is busy with.";
  private static final String BROKEN =
      "it failed. This means: a mistake in Homeroom, or a row that it does not understand; such"
          + " dashboards say so in its place and show the rest. Do: report it, with what follows.";

  @Inject MetricRegistry registry;
  @Inject Ticker ticker;

  private final Metadata failed =
      Metadata.builder()
          .withName("dashboard_widgets_failed")
          .withDescription("Widgets that could not be had, by dashboard, widget and code")
          .build();

  private final Map<String, OnceAMinute> lines = new ConcurrentHashMap<>();

  /**
   * Accepts a dashboard of which at least one entry is there.
   *
   * @param ends for each widget, the number of entries up to its last
   * @param found the answers for the entries
   * @throws RuntimeException the first failure, if all entries fail or one failure is a refusal:
   *     rights are never partial
   */
  void judge(Dashboard dashboard, int[] ends, List<Answer<?>> found) {
    Throwable first = null;
    int broken = 0;
    int widget = 0;
    for (int i = 0; i < found.size(); i++) {
      while (i >= ends[widget]) {
        widget++;
      }
      Throwable failure = found.get(i).failure();
      if (failure != null) {
        ErrorCode code = Failures.problem(failure).code();
        if (code.status() < FIRST_OF_OURS) {
          throw thrown(failure);
        }
        count(dashboard.name(), dashboard.widgets().get(widget).name(), code);
        first = first == null ? failure : first;
        broken++;
      }
    }
    if (first != null && broken == found.size()) {
      throw thrown(first);
    }
    if (first != null) {
      tellAll(dashboard, ends, found);
    }
  }

  private void tellAll(Dashboard dashboard, int[] ends, List<Answer<?>> found) {
    int from = 0;
    for (int i = 0; i < ends.length; i++) {
      String widget = dashboard.widgets().get(i).name();
      found.subList(from, ends[i]).forEach(answer -> tell(dashboard.name(), widget, answer));
      from = ends[i];
    }
  }

  private void count(String dashboard, String widget, ErrorCode code) {
    registry
        .counter(
            failed,
            new Tag("dashboard", dashboard),
            new Tag("widget", widget),
            new Tag("code", code.name()))
        .inc();
  }

  private void tell(String dashboard, String widget, Answer<?> answer) {
    Throwable failure = answer.failure();
    ErrorCode code = failure == null ? null : Failures.problem(failure).code();
    if (code == null || code == ErrorCode.DATABASE_AWAY || !isDue(dashboard + "/" + widget)) {
      return;
    }
    String subject = "The widget " + widget + " of a " + dashboard + "'s dashboard is left out: ";
    if (code == ErrorCode.INTERNAL) {
      LOGGER.log(System.Logger.Level.ERROR, subject + BROKEN, failure);
    } else {
      LOGGER.log(System.Logger.Level.WARNING, subject + SLOW);
    }
  }

  private boolean isDue(String widget) {
    return lines.computeIfAbsent(widget, name -> new OnceAMinute(ticker)).isDue();
  }

  /** Returns the failure as an unchecked exception; loaders throw no others. */
  private static RuntimeException thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }
}
