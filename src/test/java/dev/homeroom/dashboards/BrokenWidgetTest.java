package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.homeroom.cache.Answer;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.LoadTimeoutException;
import dev.homeroom.cache.LoadsSuspendedException;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.LogCapture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a dashboard is while some of its widgets cannot be had. */
class BrokenWidgetTest {
  private final DashboardFixture at = new DashboardFixture(TestDatabase.oneClass());
  private final LogCapture log = new LogCapture(WidgetFailures.class.getName());
  private final Map<String, RuntimeException> broken = new ConcurrentHashMap<>();

  @BeforeEach
  void plant() {
    WidgetLoads whole = at.dashboards.loads;
    at.dashboards.loads =
        new WidgetLoads() {
          @Override
          <T> T load(StoredWidget<T> widget, Viewed viewed, LoadScope scope) {
            RuntimeException failure = broken.get(widget.name());
            if (failure != null) {
              throw failure;
            }
            return whole.load(widget, viewed, scope);
          }
        };
  }

  @AfterEach
  void close() {
    log.close();
    at.close();
  }

  @Test
  void oneBrokenWidget_leavesTheOthersAlone_whicheverItIs() {
    for (String name : WidgetJson.TEACHER) {
      broken.clear();
      RuntimeException failure = new IllegalStateException("planted in " + name);
      broken.put(name, failure);

      for (boolean anew : new boolean[] {true, false}) {
        Map<String, Answer<?>> widgets = at.teacher(DashboardFixture.tom(), anew);

        assertThat(widgets.keySet()).containsExactlyElementsOf(WidgetJson.TEACHER);
        assertThat(broken(widgets)).containsExactly(name);
        assertThat(widgets.get(name).failure()).isSameAs(failure);
      }
      at.memory.removeAll(keys());
      at.pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void brokenWidget_isTriedAgain_andTheDashboardIsWholeOnceItIsMended() {
    broken.put("notices", new IllegalStateException("planted"));
    at.teacher(DashboardFixture.tom(), false);
    broken.clear();
    assertThat(broken(at.teacher(DashboardFixture.tom(), false)))
        .as("for 1 s")
        .containsExactly("notices");

    at.pass(Duration.ofSeconds(1));

    assertThat(broken(at.teacher(DashboardFixture.tom(), false))).isEmpty();
  }

  @Test
  void allBroken_isTheFirstFailure() {
    WidgetJson.TEACHER.forEach(name -> broken.put(name, new IllegalStateException(name)));

    assertThatIllegalStateException()
        .isThrownBy(() -> at.teacher(DashboardFixture.tom(), false))
        .withMessage("today");
    assertThat(at.metrics.counted()).hasSize(WidgetJson.TEACHER.size());
    assertThat(log.linesFrom(Level.ALL)).as("the answer's own line is enough").isEmpty();
  }

  /** No loader asks for rights today; if one did, a half dashboard would not be the answer. */
  @Test
  void refusal_isNeverPartOfADashboard() {
    broken.put("grades", ProblemException.forbidden());
    broken.put("class_averages", ProblemException.forbidden());

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> at.teacher(DashboardFixture.tom(), false))
        .matches(failure -> failure.code() == ErrorCode.FORBIDDEN);
  }

  @Test
  void failures_areCounted_andLoggedOnceAMinuteForEachWidget() {
    RuntimeException late = new LoadTimeoutException("s900011:dashboard:teacher:900102:due:900031");
    broken.put("notices", new IllegalStateException("planted"));
    broken.put("today", late);
    for (int i = 0; i < 3; i++) {
      at.teacher(DashboardFixture.tom(), false);
    }
    at.pass(Duration.ofSeconds(59));
    at.teacher(DashboardFixture.tom(), false);

    assertThat(log.linesFrom(Level.ALL)).hasSize(2);
    assertThat(log.linesFrom(Level.SEVERE)).singleElement().asString().contains("widget notices");
    assertThat(log.linesFrom(Level.ALL))
        .allSatisfy(line -> assertThat(line).contains("This means:", "Do:"))
        .noneSatisfy(line -> assertThat(line).contains("900102"));
    assertThat(at.metrics.counted())
        .containsOnly(
            Map.entry(
                "dashboard_widgets_failed{code=INTERNAL,dashboard=teacher,widget=notices}", 4),
            Map.entry(
                "dashboard_widgets_failed{code=OVERLOADED,dashboard=teacher,widget=today}", 4));

    at.pass(Duration.ofSeconds(1));
    at.teacher(DashboardFixture.tom(), false);
    assertThat(log.linesFrom(Level.ALL)).hasSize(4);
  }

  @Test
  void databaseAway_isCounted_andNotLoggedForEachWidget() {
    broken.put("notices", new LoadsSuspendedException("key"));

    assertThat(broken(at.teacher(DashboardFixture.tom(), false))).containsExactly("notices");

    assertThat(log.linesFrom(Level.ALL)).isEmpty();
    assertThat(at.metrics.counted())
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
    return new TeacherDashboard()
        .dashboard().widgets().stream()
            .map(widget -> ((StoredWidget<?>) widget).key(WidgetJson.TOM).text())
            .toList();
  }
}
