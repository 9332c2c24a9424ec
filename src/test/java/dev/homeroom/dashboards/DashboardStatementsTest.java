package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.auth.TestAccess;
import dev.homeroom.cache.Answer;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.monitoring.PlatformFigures;
import dev.homeroom.cache.readthrough.CacheFixture;
import dev.homeroom.figures.CountedQueries;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.testkit.KeptMetrics;
import dev.homeroom.time.Ticker;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.Test;

/**
 * A dashboard that nothing is cached of asks as many statements for many rows as for few; a
 * parent's the same number for each child.
 */
class DashboardStatementsTest {
  private static final String OF_ONE = "1001";
  private static final String OF_TWO = "1002";
  private static final String OF_SIX = "1006";

  /** One of each role; Tom is a teacher and a parent. */
  private static final List<String> PEOPLE =
      List.of(
          FamilyFixture.SUPER,
          FamilyFixture.HEAD,
          FamilyFixture.TOM,
          FamilyFixture.CY,
          FamilyFixture.STAN);

  /** Three parents, of the first child, of two and of six. */
  private static final List<String> PARENTS =
      List.of(
          "insert into person (id, school_id, name, kind) select x, 900011, 'Child ' || x,"
              + " 'student' from system_range(1, 6)",
          "insert into person (id, name, kind) values (1001, 'P', 'parent'), (1002, 'P', 'parent'),"
              + " (1006, 'P', 'parent')",
          "insert into person_role (person_id, role_name) select x, 'STUDENT'"
              + " from system_range(1, 6)",
          "insert into person_role (person_id, role_name) values (1001, 'PARENT'),"
              + " (1002, 'PARENT'), (1006, 'PARENT')",
          "insert into parent_child (parent_id, child_id) select p.id, c.id from person p, person c"
              + " where p.id in (1001, 1002, 1006) and c.id between 1 and p.id - 1000",
          "insert into enrolment (class_id, student_id) select 900051, x from system_range(1, 6)");

  /** More of everything that a dashboard of the first school shows. */
  private static final List<String> MANY =
      List.of(
          "insert into person (id, school_id, name, kind) select x, 900011, 'Pupil ' || x,"
              + " 'student' from system_range(2001, 2040)",
          "insert into person_role (person_id, role_name) select x, 'STUDENT'"
              + " from system_range(2001, 2040)",
          "insert into class (id, school_id, term_id, course_id, name, grade_level)"
              + " select x, 900011, 900031, 900041, 'Class ' || x, '7' from system_range(1, 30)",
          "insert into class_teacher (class_id, teacher_id) select x, 900102"
              + " from system_range(1, 30)",
          "insert into enrolment (class_id, student_id) select c.x, p.id from system_range(1, 30) c"
              + " join person p on p.kind = 'student' and p.school_id = 900011",
          "insert into lesson (id, class_id, weekday, starts_at, ends_at, room)"
              + " select x, x, 5, time '08:00:00', time '08:45:00', 'R' from system_range(1, 30)",
          "insert into attendance_sheet (id, class_id, on_date, taken_by, taken_at) select x, x,"
              + " date '2026-11-13', 900102, timestamp with time zone '2026-11-13 12:00:00+00'"
              + " from system_range(1, 20)",
          "insert into attendance_mark (sheet_id, student_id, mark) select s.x, p.id, 'absent'"
              + " from system_range(1, 20) s join person p on p.kind = 'student'"
              + " and p.school_id = 900011",
          "insert into assessment (id, class_id, title, on_date, max_score, weight)"
              + " select x, x, 'Test', date '2026-11-10', 10, 1 from system_range(1, 20)",
          "insert into assessment (id, class_id, title, on_date, max_score, weight)"
              + " select x, x - 20, 'Talk', date '2026-11-25', 10, 1 from system_range(21, 50)",
          "insert into grade (assessment_id, student_id, score) select a.x, p.id, 3"
              + " from system_range(1, 20) a join person p on p.kind = 'student'"
              + " and p.school_id = 900011 and p.id < 2020",
          "insert into invoice (id, school_id, student_id, title, issued_on, due_on, amount)"
              + " select 10 * p.id + n.x, 900011, p.id, 'Fee', date '2026-10-12',"
              + " date '2026-11-12', 9 from person p, system_range(1, 9) n"
              + " where p.kind = 'student' and p.school_id = 900011",
          "insert into payment (id, school_id, invoice_id, amount, method, paid_at)"
              + " select id, school_id, id, 1, 'card',"
              + " timestamp with time zone '2026-10-13 00:00:00+00' from invoice"
              + " where title = 'Fee'",
          "insert into announcement (id, school_id, title, body, published_at, author_id) select x,"
              + " 900011, 'T', 'B', timestamp with time zone '2026-11-19 00:00:00+00', 900101"
              + " from system_range(1, 60)",
          "insert into event (id, school_id, title, starts_at, ends_at) select x, 900011, 'E',"
              + " timestamp with time zone '2026-11-25 00:00:00+00',"
              + " timestamp with time zone '2026-11-25 02:00:00+00' from system_range(1, 60)",
          "insert into inventory_item (id, school_id, category_id, name, quantity, reorder_level)"
              + " select x, 900011, 900801, 'I' || x, 1, 2 from system_range(1, 60)");

  private final DataSource database = FamilyFixture.database();
  private final Queries rows = new Queries(database);

  DashboardStatementsTest() {
    PARENTS.forEach(rows::update);
  }

  /** The JSON of all widgets, and the statements that were asked for them. */
  private record Reading(String json, int asked) {
    int count(String text) {
      return json.split(text, -1).length - 1;
    }
  }

  @Test
  void parent_asksTheSameForEachChild() {
    Reading one = parent(OF_ONE);
    Reading two = parent(OF_TWO);
    Reading six = parent(OF_SIX);
    int each = two.asked() - one.asked();
    assertThat(List.of(one, two, six))
        .extracting(reading -> reading.count("\"student_id\""))
        .containsExactly(1, 2, 6);
    assertThat(each).isPositive();
    assertThat(six.asked()).isEqualTo(one.asked() + 5 * each);

    MANY.forEach(rows::update);

    Reading more = parent(OF_SIX);
    assertThat(more.json().length()).isGreaterThan(3 * six.json().length());
    assertThat(more.asked()).isEqualTo(six.asked());
  }

  @Test
  void everyDashboard_asksAsMany_forManyRowsAsForFew() {
    Map<String, Reading> few = all();
    MANY.forEach(rows::update);

    Map<String, Reading> many = all();

    assertThat(few).hasSize(6);
    assertThat(few).hasSize(many.size());
    many.forEach(
        (name, read) -> assertThat(read.asked()).as(name).isEqualTo(few.get(name).asked()));
    for (String name :
        List.of("teacher 900102", "student 900105", "staff 900115", "school_admin 900101")) {
      assertThat(many.get(name).json().length())
          .as(name)
          .isGreaterThan(2 * few.get(name).json().length());
    }
  }

  private Reading parent(String id) {
    return Objects.requireNonNull(read(id).get("parent"));
  }

  private Map<String, Reading> all() {
    Map<String, Reading> found = new LinkedHashMap<>();
    for (String id : PEOPLE) {
      read(id).forEach((dashboard, reading) -> found.put(dashboard + " " + id, reading));
    }
    return found;
  }

  /** Reads all dashboards of a person, by name, each with an empty cache. */
  private Map<String, Reading> read(String id) {
    Map<String, Reading> found = new LinkedHashMap<>();
    List<String> roles =
        rows.list(
            "select role_name from person_role where person_id = ? order by role_name",
            row -> row.text(1),
            Id.orNone(id));
    for (String role : roles) {
      try (CacheFixture cache = CacheFixture.at(FamilyFixture.NOW)) {
        CountedQueries queries = new CountedQueries(database);
        TestBeans beans = beans(cache, queries);
        RoleDashboard dashboard =
            beans.get(RoleDashboards.class).all().stream()
                .filter(each -> each.role().equals(role))
                .findFirst()
                .orElseThrow();
        StringBuilder json = new StringBuilder();
        int asked = queries.during(() -> json.append(json(beans, dashboard, id)));
        found.put(dashboard.dashboard().name(), new Reading(json.toString(), asked));
      }
    }
    return found;
  }

  private TestBeans beans(CacheFixture cache, CountedQueries queries) {
    TestBeans beans =
        new TestBeans(database, cache.time)
            .with(Queries.class, queries)
            .with(CacheService.class, cache.service())
            .with(MetricRegistry.class, new KeptMetrics().registry())
            .with(Ticker.class, cache.time)
            .with(PlatformFigures.class, FamilyFixture.platform());
    return beans.with(AccessRecords.class, TestAccess.over(beans));
  }

  /** Returns the JSON of all widgets. */
  private static String json(TestBeans beans, RoleDashboard role, String id) {
    AccessRecord person = beans.get(AccessRecords.class).find(id).orElseThrow();
    StringBuilder json = new StringBuilder();
    Viewed subject = role.of(person, person).orElseThrow();
    Map<String, Answer<?>> widgets =
        beans.get(DashboardService.class).read(role.dashboard(), subject, false);
    widgets
        .values()
        .forEach(
            answer ->
                json.append(
                    new String(
                        Objects.requireNonNull(answer.value()).payload(), StandardCharsets.UTF_8)));
    return json.toString();
  }
}
