package dev.homeroom.dashboards;

import dev.homeroom.cache.Answer;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.Failures;
import dev.homeroom.time.OnceAMinute;
import dev.homeroom.time.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

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
   * Accepts a dashboard with at least one widget.
   *
   * @param dashboard its name
   * @param widgets by name
   * @throws RuntimeException the first failure, if all widgets fail or one failure is a refusal:
   *     rights are never partial
   */
  void judge(String dashboard, Map<String, Answer<?>> widgets) {
    Throwable first = null;
    int broken = 0;
    for (Map.Entry<String, Answer<?>> widget : widgets.entrySet()) {
      Throwable failure = widget.getValue().failure();
      if (failure != null) {
        ErrorCode code = Failures.problem(failure).code();
        if (code.status() < FIRST_OF_OURS) {
          throw thrown(failure);
        }
        count(dashboard, widget.getKey(), code);
        first = first == null ? failure : first;
        broken++;
      }
    }
    if (first != null && broken == widgets.size()) {
      throw thrown(first);
    }
    if (first != null) {
      widgets.forEach((name, answer) -> tell(dashboard, name, answer.failure()));
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

  private void tell(String dashboard, String widget, @Nullable Throwable failure) {
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
