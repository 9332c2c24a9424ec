package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Tag;
import dev.homeroom.sql.TestBeans;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the widgets show, on every database. */
abstract class WidgetsContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Viewed TEACHER = WidgetJson.TOM;
  private static final Viewed ANN = WidgetJson.ANN;
  private static final String FRIDAY = "2026-11-20T09:00:00Z";

  /** Returns a database with the fixture of one class. */
  abstract DataSource database();

  private final Ends ends = new Ends();

  /** Remembers until when the entry may be fresh. */
  private static final class Ends implements LoadScope {
    final List<Instant> all = new ArrayList<>();

    @Override
    public void freshUntil(Instant end) {
      all.add(end);
    }

    @Override
    public void dependsOn(Tag tag) {
      throw new UnsupportedOperationException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "today",
        "attendance_to_take",
        "assessments_to_mark",
        "class_averages",
        "students_at_risk",
        "notices"
      })
  void teacher_ofTheFixture_showsTheFiguresThatWereAddedUpByHand(String widget) throws IOException {
    assertThat(json(TeacherDashboard.class, widget, TEACHER, FRIDAY))
        .isEqualTo(expected("teacher", widget));
  }

  @ParameterizedTest
  @ValueSource(strings = {"today", "attendance", "grades", "due", "open_invoices", "notices"})
  void student_ofTheFixture_showsTheFiguresThatWereAddedUpByHand(String widget) throws IOException {
    assertThat(json(StudentDashboard.class, widget, ANN, FRIDAY))
        .isEqualTo(expected("student", widget));
  }

  @Test
  void names_areThoseOfTheExpectedDashboard() throws IOException {
    assertThat(WidgetJson.TEACHER).containsExactlyElementsOf(names("teacher"));
    assertThat(WidgetJson.STUDENT).containsExactlyElementsOf(names("student"));
  }

  @Test
  void today_onADayWithoutLessons_showsTheNextSchoolDayAndSaysSo() {
    JsonNode today = json(TeacherDashboard.class, "today", TEACHER, "2026-11-21T09:00:00Z");

    assertThat(today.get("date").asText()).isEqualTo("2026-11-23");
    assertThat(today.get("note").asText()).contains("2026-11-21", "next school day");
    assertThat(today.get("lessons")).hasSize(1);
  }

  @Test
  void today_onAHoliday_showsTheNextSchoolDay() {
    JsonNode today = json(StudentDashboard.class, "today", ANN, "2026-11-11T09:00:00Z");

    assertThat(today.get("date").asText()).isEqualTo("2026-11-13");
  }

  @Test
  void today_afterTheLastLessonOfTheTerm_isEmptyAndSaysSo() {
    JsonNode today = json(StudentDashboard.class, "today", ANN, "2026-12-19T09:00:00Z");

    assertThat(today.get("lessons")).isEmpty();
    assertThat(today.get("note").asText()).contains("no more lessons");
  }

  @Test
  void load_isFreshUntilTheSchoolsMidnightAtMost() {
    json(TeacherDashboard.class, "today", TEACHER, FRIDAY);

    // Midnight in Berlin in winter.
    assertThat(ends.all).containsExactly(Instant.parse("2026-11-20T23:00:00Z"));
  }

  /** A notice appears, an event is over, a notice is 30 days old: each changes the board. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-21T06:58:00Z, 2026-11-21T07:00:00Z",
    "2026-11-27T11:58:00Z, 2026-11-27T12:00:00Z",
    "2026-12-17T06:58:00Z, 2026-12-17T07:00:00Z"
  })
  void notices_areFreshUntilTheBoardChangesByItself(String now, String change) {
    JsonNode before = json(TeacherDashboard.class, "notices", TEACHER, now);

    assertThat(ends.all.stream().min(Comparator.naturalOrder())).contains(Instant.parse(change));
    String after = Instant.parse(change).plusMillis(1).toString();
    assertThat(json(TeacherDashboard.class, "notices", TEACHER, after)).isNotEqualTo(before);
    ends.all.clear();
    json(StudentDashboard.class, "notices", ANN, now);
    assertThat(ends.all.stream().min(Comparator.naturalOrder())).contains(Instant.parse(change));
  }

  @Test
  void today_whenItIsAlreadyTomorrowAtTheSchool_isTomorrow() {
    JsonNode today = json(TeacherDashboard.class, "today", TEACHER, "2026-11-19T23:30:00Z");

    assertThat(today.get("date").asText()).isEqualTo("2026-11-20");
    assertThat(today.get("note").isNull()).isTrue();
  }

  @Test
  void load_outsideAnyTerm_hasEveryWidgetWithNothingInIt() {
    Viewed between = Viewed.of("900102", "", "900011", null);
    for (String widget : WidgetJson.TEACHER) {
      assertThat(json(TeacherDashboard.class, widget, between, FRIDAY).isObject()).isTrue();
    }
    assertThat(json(TeacherDashboard.class, "class_averages", between, FRIDAY).get("classes"))
        .isEmpty();
  }

  @Test
  void load_ofSomebodyWithNothing_isEmptyAndNotAnError() {
    Viewed nobody = Viewed.of("900105000", "", "900011", "900031");
    for (String widget : WidgetJson.STUDENT) {
      assertThat(json(StudentDashboard.class, widget, nobody, FRIDAY).isObject()).isTrue();
    }
    JsonNode attendance = json(StudentDashboard.class, "attendance", nobody, FRIDAY);
    assertThat(attendance.get("rate").isNull()).isTrue();
  }

  @Test
  void load_ofAMissingWidget_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> json(TeacherDashboard.class, "due", TEACHER, FRIDAY));
  }

  private JsonNode json(
      Class<? extends RoleDashboard> of, String widget, Viewed viewed, String now) {
    return WidgetJson.json(beans(now), of, widget, viewed, ends);
  }

  private TestBeans beans(String now) {
    return new TestBeans(database(), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  private static JsonNode expected(String dashboard, String widget) throws IOException {
    return expected(dashboard).get(widget);
  }

  private static List<String> names(String dashboard) throws IOException {
    List<String> names = new ArrayList<>();
    expected(dashboard).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode expected(String dashboard) throws IOException {
    return JSON.readTree(
        WidgetsContract.class.getResourceAsStream("/fixture/one-class." + dashboard + ".json"));
  }
}
