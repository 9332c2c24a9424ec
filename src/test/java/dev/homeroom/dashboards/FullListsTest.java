package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeroom.cache.Answer;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Region;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestPostgres;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The most that lists of a dashboard can hold, of the longest texts: it is bounded in bytes, lest
 * no tier ever keeps it. On PostgreSQL, whose columns count characters and not halves of them.
 */
class FullListsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Viewed TOM = WidgetJson.TOM;
  private static final Viewed ANN = WidgetJson.ANN;

  private final TestPostgres postgres = TestPostgres.start();
  private final Queries queries = new Queries(postgres.dataSource());

  @BeforeEach
  void fill() {
    postgres.runFixture();
  }

  @AfterEach
  void close() {
    postgres.close();
  }

  @Test
  void tenNoticesOfFourThousandEmoji_areKept_andWhole() throws IOException {
    try (DashboardFixture at = new DashboardFixture(postgres.dataSource())) {
      announce("😀", at.time.instant().truncatedTo(ChronoUnit.MILLIS));

      Cached<?> cold = notices(at);
      Cached<?> warm = notices(at);

      assertThat(cold.payload()).hasSizeLessThan(Region.DEFAULT_MAX_BYTES);
      assertThat(warm.outcome()).isEqualTo(Outcome.HIT);
      JsonNode announcements = JSON.readTree(warm.payload()).get("announcements");
      assertThat(announcements).hasSize(10);
      announcements.forEach(
          announcement -> {
            assertThat(announcement.get("body").asText()).isEqualTo("😀".repeat(4000));
            assertThat(announcement.has("cut")).isFalse();
          });
    }
  }

  private static Cached<?> notices(DashboardFixture at) {
    Answer<?> notices = at.teacher(DashboardFixture.tom(), false).get("notices");
    return Objects.requireNonNull(notices.value());
  }

  /** No text takes more bytes than one of control characters: six each. */
  @Test
  void fullLists_ofTheLongestTexts_areCached_andMarkedAsCut() {
    announce("\u0001", Instant.parse("2026-11-20T08:00:00Z"));
    fillTheTerm();

    for (String widget : WidgetJson.TEACHER) {
      saysThatItIsCut(json(TeacherDashboard.class, widget, TOM));
    }
    for (String widget : WidgetJson.STUDENT) {
      if (!widget.equals("attendance")) {
        saysThatItIsCut(json(StudentDashboard.class, widget, ANN));
      }
    }
    assertThat(json(StudentDashboard.class, "open_invoices", ANN).get("total_open").asText())
        .as("a sum of all")
        .isEqualTo("375.00");
    assertThat(json(StudentDashboard.class, "grades", ANN).get("classes")).hasSize(100);
  }

  private static void saysThatItIsCut(JsonNode shown) {
    assertThat(
            shown.path("total").asInt() > 100
                || shown.path("cut").asBoolean()
                || shown.path("announcements").path(0).path("cut").asBoolean())
        .as(shown.toString().substring(0, Math.min(200, shown.toString().length())))
        .isTrue();
  }

  @Test
  void shortLists_haveNoFieldThatSaysTheyAreCut() {
    for (String widget : WidgetJson.TEACHER) {
      assertThat(json(TeacherDashboard.class, widget, TOM).toString()).doesNotContain("\"cut\"");
    }
    for (String widget : WidgetJson.STUDENT) {
      assertThat(json(StudentDashboard.class, widget, ANN).toString()).doesNotContain("\"cut\"");
    }
  }

  private void announce(String of, Instant when) {
    queries.update("update person set name = repeat(?, 200) where id = 900101", of);
    queries.update("delete from announcement");
    queries.update(
        "insert into announcement (id, school_id, title, body, published_at, author_id)"
            + " select i, 900011, repeat(?, 200), repeat(?, 4000), cast(? as timestamptz), 900101"
            + " from generate_series(1, 10) i",
        of,
        of,
        when);
    queries.update(
        "insert into event (id, school_id, title, starts_at, ends_at, place)"
            + " select i, 900011, repeat(?, 200), cast(? as timestamptz),"
            + " cast(? as timestamptz) + interval '1 day', repeat(?, 100)"
            + " from generate_series(1, 11) i",
        of,
        when,
        when,
        of);
  }

  /** More of everything than is shown, for Tom and Ann. */
  private void fillTheTerm() {
    queries.update("update class set name = repeat(chr(1), 100)");
    queries.update(
        "insert into class (id, school_id, term_id, course_id, name)"
            + " select i, 900011, 900031, 900041, repeat(chr(1), 100) from generate_series(1, 120) i");
    queries.update(
        "insert into class_teacher (class_id, teacher_id)"
            + " select i, 900102 from generate_series(1, 120) i");
    queries.update(
        "insert into enrolment (class_id, student_id)"
            + " select i, 900103 from generate_series(1, 120) i");
    queries.update(
        "insert into lesson (id, class_id, weekday, starts_at, ends_at, room)"
            + " select i, i, 5, '08:00:00', '08:45:00', repeat(chr(1), 32)"
            + " from generate_series(1, 120) i");
    queries.update(
        "insert into assessment (id, class_id, title, on_date, max_score, weight)"
            + " select i, 900051, repeat(chr(1), 200), date '2026-11-20', 10, 1"
            + " from generate_series(1, 60) i");
    queries.update(
        "insert into person (id, school_id, name, kind)"
            + " select i, 900011, repeat(chr(1), 200), 'student' from generate_series(1, 120) i");
    queries.update(
        "insert into enrolment (class_id, student_id)"
            + " select 900051, i from generate_series(1, 120) i");
    queries.update(
        "insert into grade (assessment_id, student_id, score)"
            + " select 900301, i, 0 from generate_series(1, 120) i");
    queries.update(
        "insert into invoice (id, school_id, student_id, title, issued_on, due_on, amount)"
            + " select i, 900011, 900103, repeat(chr(1), 200), date '2026-11-01',"
            + " date '2026-12-01', 1.5 from generate_series(1, 133) i");
  }

  private JsonNode json(Class<? extends RoleDashboard> of, String widget, Viewed viewed) {
    Clock friday = Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);
    TestBeans beans = new TestBeans(postgres.dataSource(), friday);
    byte[] payload = WidgetJson.bytes(beans, of, widget, viewed);
    assertThat(payload).as(widget).hasSizeLessThan(Region.DEFAULT_MAX_BYTES);
    return WidgetJson.read(payload);
  }
}
