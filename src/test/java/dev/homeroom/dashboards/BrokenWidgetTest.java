package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.cache.Answer;
import dev.homeroom.cache.CacheRecorder;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.GenerationWriter;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.LoadTimeoutException;
import dev.homeroom.cache.LoadsSuspendedException;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.Ticker;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.generations.FoundRows;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.memory.MemoryTier;
import dev.homeroom.cache.reading.Parts;
import dev.homeroom.cache.reading.TestCache;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.KeptMetrics;
import dev.homeroom.testkit.LogCapture;
import dev.homeroom.testkit.ManualTime;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a dashboard is while some of its widgets cannot be had. */
class BrokenWidgetTest {
  private final ManualTime time = ManualTime.standing();
  private final MemoryTier memory = new MemoryTier(1_000);
  private final Map<String, RuntimeException> broken = new ConcurrentHashMap<>();
  private final KeptMetrics metrics = new KeptMetrics();
  private final LogCapture log = new LogCapture(WidgetFailures.class.getName());
  private final TestBeans beans = new TestBeans(TestDatabase.oneClass(), time);
  private final DashboardService dashboards = dashboards();

  @AfterEach
  void close() {
    log.close();
    memory.close();
  }

  @Test
  void oneBrokenWidget_leavesTheOthersAlone_whicheverItIs() {
    for (String name : TeacherWidgets.NAMES) {
      broken.clear();
      RuntimeException failure = new IllegalStateException("planted in " + name);
      broken.put(name, failure);

      for (boolean anew : new boolean[] {true, false}) {
        Map<String, Answer<?>> widgets = dashboards.teacher(tom(), anew);

        assertThat(widgets.keySet()).containsExactlyElementsOf(TeacherWidgets.NAMES);
        assertThat(broken(widgets)).containsExactly(name);
        assertThat(widgets.get(name).failure()).isSameAs(failure);
      }
      memory.removeAll(keys());
      time.pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void brokenWidget_isTriedAgain_andTheDashboardIsWholeOnceItIsMended() {
    broken.put("notices", new IllegalStateException("planted"));
    dashboards.teacher(tom(), false);
    broken.clear();
    assertThat(broken(dashboards.teacher(tom(), false))).as("for 1 s").containsExactly("notices");

    time.pass(Duration.ofSeconds(1));

    assertThat(broken(dashboards.teacher(tom(), false))).isEmpty();
  }

  @Test
  void allBroken_isTheFirstFailure() {
    TeacherWidgets.NAMES.forEach(name -> broken.put(name, new IllegalStateException(name)));

    assertThatIllegalStateException()
        .isThrownBy(() -> dashboards.teacher(tom(), false))
        .withMessage("today");
    assertThat(metrics.counted()).hasSize(TeacherWidgets.NAMES.size());
    assertThat(log.linesFrom(Level.ALL)).as("the answer's own line is enough").isEmpty();
  }

  /** No loader asks for rights today; if one did, a half dashboard would not be the answer. */
  @Test
  void refusal_isNeverPartOfADashboard() {
    broken.put("grades", ProblemException.forbidden());
    broken.put("class_averages", ProblemException.forbidden());

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> dashboards.teacher(tom(), false))
        .matches(failure -> failure.code() == ErrorCode.FORBIDDEN);
  }

  @Test
  void failures_areCounted_andLoggedOnceAMinuteForEachWidget() {
    RuntimeException late = new LoadTimeoutException("s900011:dashboard:teacher:900102:due:900031");
    broken.put("notices", new IllegalStateException("planted"));
    broken.put("today", late);
    for (int i = 0; i < 3; i++) {
      dashboards.teacher(tom(), false);
    }
    time.pass(Duration.ofSeconds(59));
    dashboards.teacher(tom(), false);

    assertThat(log.linesFrom(Level.ALL)).hasSize(2);
    assertThat(log.linesFrom(Level.SEVERE)).singleElement().asString().contains("widget notices");
    assertThat(log.linesFrom(Level.ALL))
        .allSatisfy(line -> assertThat(line).contains("This means:", "Do:"))
        .noneSatisfy(line -> assertThat(line).contains("900102"));
    assertThat(metrics.counted())
        .containsOnly(
            Map.entry(
                "dashboard_widgets_failed{code=INTERNAL,dashboard=teacher,widget=notices}", 4),
            Map.entry(
                "dashboard_widgets_failed{code=OVERLOADED,dashboard=teacher,widget=today}", 4));

    time.pass(Duration.ofSeconds(1));
    dashboards.teacher(tom(), false);
    assertThat(log.linesFrom(Level.ALL)).hasSize(4);
  }

  @Test
  void databaseAway_isCounted_andNotLoggedForEachWidget() {
    broken.put("notices", new LoadsSuspendedException("key"));

    assertThat(broken(dashboards.teacher(tom(), false))).containsExactly("notices");

    assertThat(log.linesFrom(Level.ALL)).isEmpty();
    assertThat(metrics.counted())
        .containsKey(
            "dashboard_widgets_failed{code=DATABASE_AWAY,dashboard=teacher,widget=notices}");
  }

  private static List<String> broken(Map<String, Answer<?>> widgets) {
    return widgets.entrySet().stream()
        .filter(widget -> widget.getValue().failure() != null)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> keys() {
    WidgetKeys keys =
        new WidgetKeys(DashboardService.TEACHER, new Viewed("900102", "900011", "900031"));
    return TeacherWidgets.NAMES.stream().map(name -> keys.of(name).text()).toList();
  }

  private DashboardService dashboards() {
    Generations generations = new Generations(time, time, GenerationLimits.SHIPPED);
    generations.complete(generations.begin(), new FoundRows(Map.of(), false, Map.of(), Set.of()));
    Parts parts =
        new Parts(generations, new NoWriter(), new JsonFormat(), time, time, CacheRecorder.none());
    DashboardService made =
        beans
            .with(CacheService.class, TestCache.real(parts, memory))
            .with(MetricRegistry.class, metrics.registry())
            .with(Ticker.class, time)
            .get(DashboardService.class);
    TeacherWidgets whole = made.teacherWidgets;
    made.teacherWidgets =
        new TeacherWidgets() {
          @Override
          public Object load(String widget, Viewed viewed, LoadScope scope) {
            RuntimeException failure = broken.get(widget);
            if (failure != null) {
              throw failure;
            }
            return whole.load(widget, viewed, scope);
          }
        };
    return made;
  }

  private static AccessRecord tom() {
    return new AccessRecord(
        "900102", "", "900011", Set.of(), Set.of(), true, "900031", Set.of(), Set.of(), Set.of());
  }

  /** Nobody writes here. */
  private static final class NoWriter implements GenerationWriter {
    @Override
    public void replace(Collection<Tag> tags) {
      throw new IllegalStateException("nobody writes here");
    }

    @Override
    public boolean inTransaction() {
      return false;
    }
  }
}
