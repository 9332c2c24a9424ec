package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.sql.DatabaseException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows that mean nothing: those from before the checks survive the migration and take nobody else's
 * figures with them; new ones are refused.
 */
abstract class BadRowsContract {
  private static final Viewed TOM = WidgetJson.TOM;
  private static final Viewed ANN = WidgetJson.ANN;

  /** Of Art 7B, which Tom does not teach and Ann does not attend. */
  private static final List<String> OF_ANOTHER_CLASS =
      List.of(
          "insert into lesson (id, class_id, weekday, starts_at, ends_at, room)"
              + " values (1, 900052, 0, '08:00:00', '08:45:00', 'Room 1')",
          "insert into lesson (id, class_id, weekday, starts_at, ends_at, room)"
              + " values (2, 900052, 8, '08:00:00', '08:45:00', 'Room 1')");

  /** Of Mathematics 7A, which they share: what is sound of it is shown. */
  private static final List<String> OF_THEIR_CLASS =
      List.of(
          "insert into lesson (id, class_id, weekday, starts_at, ends_at, room)"
              + " values (3, 900051, 9, '08:00:00', '08:45:00', 'Room 1')",
          "insert into assessment (id, class_id, title, on_date, max_score, weight)"
              + " values (1, 900051, 'Nothing to reach', '2026-11-19', 0, 1)",
          "insert into assessment (id, class_id, title, on_date, max_score, weight)"
              + " values (2, 900051, 'Less than nothing', '2026-11-19', 10, -3)",
          "insert into grade (assessment_id, student_id, score) values (1, 900103, 5),"
              + " (1, 900104, 5), (1, 900105, 5), (2, 900103, 5), (2, 900104, 5), (2, 900105, 5)",
          "insert into attendance_mark (sheet_id, student_id, mark)"
              + " values (900212, 900106, 'asleep')");

  private DataSource database;

  /** Returns a database of its own as it was before the checks, with the fixture of one class. */
  abstract DataSource before();

  /** Runs the migrations that are missing. */
  abstract void migrate(DataSource database);

  /** Returns a database of its own with that fixture, migrated. */
  DataSource sound() {
    DataSource made = before();
    migrate(made);
    return made;
  }

  /** Returns such a database for statements that are refused: others may use it too. */
  DataSource unchanged() {
    return sound();
  }

  /** Begins anew with these rows, from before the checks. */
  final void migratedWith(List<String> rows) {
    database = before();
    rows.forEach(queries()::update);
    migrate(database);
  }

  private Queries queries() {
    return new Queries(database);
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
  void badRowsOfAnotherClass_changeNoFigure(String widget) {
    database = sound();
    JsonNode sound = json(TeacherDashboard.class, widget, TOM);
    migratedWith(OF_ANOTHER_CLASS);

    assertThat(json(TeacherDashboard.class, widget, TOM)).isEqualTo(sound);
  }

  @Test
  void badRowsOfTheOwnClass_doNotCount() {
    database = sound();
    JsonNode averages = json(TeacherDashboard.class, "class_averages", TOM);
    JsonNode risks = json(TeacherDashboard.class, "students_at_risk", TOM);
    JsonNode untaken = json(TeacherDashboard.class, "attendance_to_take", TOM);
    JsonNode own = json(StudentDashboard.class, "grades", ANN);
    JsonNode week = json(StudentDashboard.class, "today", ANN);

    migratedWith(OF_THEIR_CLASS);

    assertThat(json(TeacherDashboard.class, "class_averages", TOM)).isEqualTo(averages);
    assertThat(json(TeacherDashboard.class, "students_at_risk", TOM)).isEqualTo(risks);
    assertThat(json(TeacherDashboard.class, "attendance_to_take", TOM)).isEqualTo(untaken);
    JsonNode grades = json(StudentDashboard.class, "grades", ANN);
    assertThat(grades.get("average")).isEqualTo(own.get("average"));
    assertThat(grades.get("classes")).isEqualTo(own.get("classes"));
    assertThat(grades.get("recent").get(0).get("percent").isNull())
        .as("of nothing, nothing is a share")
        .isTrue();
    assertThat(json(StudentDashboard.class, "today", ANN)).isEqualTo(week);
  }

  @Test
  void migration_overBadRows_losesNone_andGoesThrough() throws IOException {
    database = before();
    OF_ANOTHER_CLASS.forEach(queries()::update);
    OF_THEIR_CLASS.forEach(queries()::update);

    migrate(database);

    assertThat(count("select count(*) from lesson where weekday in (0, 8, 9)")).isEqualTo(3);
    assertThat(count("select count(*) from assessment where max_score = 0 or weight < 0"))
        .isEqualTo(2);
    assertThat(count("select count(*) from attendance_mark where mark = 'asleep'")).isEqualTo(1);
    assertThat(queries().list(fromTheDocs(), row -> row.text(1)))
        .containsExactlyInAnyOrder(
            "lesson", "lesson", "lesson", "assessment", "assessment", "attendance_mark of sheet");
    for (String widget : WidgetJson.TEACHER) {
      assertThat(json(TeacherDashboard.class, widget, TOM).isObject()).as(widget).isTrue();
    }
    assertThatThrownBy(() -> queries().update(badLesson(4))).isInstanceOf(DatabaseException.class);
    queries().update("update lesson set weekday = 1 where weekday in (0, 8, 9)");
    assertThat(count("select count(*) from lesson where weekday = 1")).isEqualTo(4);
  }

  private static String fromTheDocs() throws IOException {
    String text = Files.readString(Path.of("docs/known-issues.md"));
    int from = text.indexOf("```sql\n");
    return text.substring(from + 7, text.indexOf(";\n```", from));
  }

  private static String badLesson(int id) {
    return OF_ANOTHER_CLASS.get(0).replace("values (1,", "values (" + id + ",");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update lesson set weekday = 0 where id = 900061",
        "update lesson set weekday = 8 where id = 900061",
        "update attendance_mark set mark = 'asleep' where sheet_id = 900201",
        "update assessment set max_score = 0 where id = 900301",
        "update assessment set max_score = -1 where id = 900301",
        "update assessment set weight = -1 where id = 900301",
        "update school set pass_mark = -1 where id = 900011",
        "update school set pass_mark = 101 where id = 900011",
        "update term set ends_on = starts_on - 1 where id = 900031",
        "update term set ends_on = date '9999-12-31' where id = 900031",
        "update event set ends_at = timestamp with time zone '9999-12-31 00:00:00+00'",
        "update event set starts_at = timestamp with time zone '0001-01-01 00:00:00+00'"
      })
  void row_thatMeansNothing_isRefused(String sql) {
    database = unchanged();

    assertThatThrownBy(() -> queries().update(sql)).isInstanceOf(DatabaseException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update lesson set weekday = 7 where id = 900061",
        "update attendance_mark set mark = 'half_day' where sheet_id = 900201",
        "update assessment set max_score = 0.01, weight = 0 where id = 900301",
        "update school set pass_mark = 100 where id = 900011",
        "update term set ends_on = starts_on where id = 900031"
      })
  void row_atTheEdge_isTaken(String sql) {
    database = sound();

    assertThat(queries().update(sql)).isPositive();
  }

  private int count(String sql) {
    return queries().find(sql, row -> row.integer(1)).orElseThrow();
  }

  final JsonNode notices(DataSource of) {
    database = of;
    return notices();
  }

  final JsonNode notices() {
    return json(TeacherDashboard.class, "notices", TOM);
  }

  private JsonNode json(Class<? extends RoleDashboard> of, String widget, Viewed viewed) {
    Clock friday = Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);
    return WidgetJson.json(
        new TestBeans(database, friday), of, widget, viewed, WidgetJson.NO_SCOPE);
  }
}
