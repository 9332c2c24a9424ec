package dev.homeroom.classes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Tag;
import dev.homeroom.http.ListQuery;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.TestRecords;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which classes a list holds and what it says of them, on every database. */
abstract class ClassRowsContract {
  private static final String SCHOOL = "900011";
  private static final Instant MIDNIGHT = Instant.parse("2026-11-20T23:00:00Z");

  private final List<Instant> ends = new ArrayList<>();
  private final LoadScope scope =
      new LoadScope() {
        @Override
        public void dependsOn(Tag tag) {}

        @Override
        public void freshUntil(Instant end) {
          ends.add(end);
        }
      };

  /** Returns a database that {@link #fill} has filled; tests only read it. */
  abstract DataSource database();

  /** Adds the figures, and a term that is over: its teacher and one of its pupils have left. */
  static void fill(DataSource database) {
    TestDatabase.run(database, "/fixture/figures.sql");
    Queries queries = new Queries(database);
    List.of(
            "insert into term (id, school_id, academic_year_id, name, starts_on, ends_on) values"
                + " (900039, 900011, 900021, 'Summer', '2026-05-04', '2026-07-17')",
            "insert into class (id, school_id, term_id, course_id, name, grade_level) values"
                + " (900058, 900011, 900039, 900042, 'Old 6A', '6')",
            "insert into class_teacher (class_id, teacher_id, valid_from, valid_until) values"
                + " (900058, 900116, '1900-01-01', '2999-12-31'),"
                + " (900058, 900115, '2026-07-18', '2999-12-31')",
            "insert into enrolment (class_id, student_id, valid_from, valid_until) values"
                + " (900058, 900113, '1900-01-01', '2999-12-31'),"
                + " (900058, 900103, '1900-01-01', '2026-07-17'),"
                + " (900058, 900104, '1900-01-01', '2026-07-16')")
        .forEach(queries::update);
  }

  private ClassRows at(String now) {
    Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    return new TestBeans(database(), clock).get(ClassRows.class);
  }

  private ClassRows rows() {
    return at("2026-11-20T09:00:00Z");
  }

  private static ListQuery query(String text) {
    MultivaluedHashMap<String, String> all = new MultivaluedHashMap<>();
    for (String one : text.isEmpty() ? new String[0] : text.split("&", -1)) {
      all.add(one.split("=", 2)[0], one.split("=", 2)[1]);
    }
    return new ClassLists()
        .of(
            TestRecords.of(
                "900102",
                "Head",
                SCHOOL,
                Set.of("DESK"),
                Set.of("classes:read"),
                true,
                null,
                Set.of(),
                Set.of(),
                Set.of()),
            all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | Art 7B, Empty 7C, Later 7F, Mathematics 7A, Moved 7D, Orphaned 7E, Tuesdays 7G | 7",
        "sort=-name&size=2 | Tuesdays 7G, Orphaned 7E | 7",
        "size=3&page=2 | Tuesdays 7G | 7",
        "page=9 | '' | 7",
        "sort=course&size=2 | Art 7B, Empty 7C | 7",
        "sort=-students&size=3 | Mathematics 7A, Art 7B, Later 7F | 7",
        "sort=students&size=3 | Empty 7C, Tuesdays 7G, Later 7F | 7",
        "q=ART | Art 7B | 1",
        "q=mathematics&sort=-name&size=1 | Tuesdays 7G | 6",
        "q=7a | Mathematics 7A | 1",
        "q=% | '' | 0",
        "q=' | '' | 0",
        "mine=true | Empty 7C, Later 7F, Mathematics 7A, Moved 7D | 4",
        "mine=false&q=art | Art 7B | 1",
        "teacher=900115 | Art 7B | 1",
        "teacher=77 | '' | 0",
        "student=900114 | Later 7F, Moved 7D, Orphaned 7E | 3",
        "student=900114&mine=true | Later 7F, Moved 7D | 2",
        "term=900039 | Old 6A | 1",
        "term=77 | '' | 0"
      })
  void list_holdsTheClassesThatTheQueryNames(String text, String names, long total) {
    ListQuery query = query(text);

    List<ClassView> found = Objects.requireNonNull(rows().list(SCHOOL, query, scope));

    assertThat(String.join(", ", found.stream().map(ClassView::name).toList())).isEqualTo(names);
    assertThat(rows().count(SCHOOL, query, scope)).isEqualTo(total);
    assertThat(ends).containsOnly(MIDNIGHT);
  }

  /** A link that has ended, or begins later, counts no more, or not yet; nor does who has left. */
  @ParameterizedTest
  @CsvSource({
    "900051, Mathematics 7A, Mathematics, First term, Tom Teacher, 3",
    "900052, Art 7B, Art, First term, Tina Two, 2",
    "900053, Empty 7C, Mathematics, First term, Tom Teacher, 0",
    "900055, Orphaned 7E, Mathematics, First term, '', 1",
    "900058, Old 6A, Art, Summer, Ted Gone, 2"
  })
  void class_hasTheTeachersAndPupilsOfToday_orOfItsTermsLastDay(
      String id, String name, String course, String term, String teachers, int students) {
    ClassView found = rows().find(SCHOOL, id, scope).orElseThrow();

    assertThat(found.name()).isEqualTo(name);
    assertThat(found.course()).isEqualTo(course);
    assertThat(found.term()).isEqualTo(term);
    assertThat(String.join(", ", found.teachers().stream().map(each -> each.name()).toList()))
        .isEqualTo(teachers);
    assertThat(found.students()).isEqualTo(students);
    assertThat(ends).containsOnly(MIDNIGHT);
  }

  @Test
  void class_onALaterDay_hasThePupilsOfThatDay() {
    assertThat(at("2026-11-09T09:00:00Z").find(SCHOOL, "900053", scope).orElseThrow().students())
        .isEqualTo(1);
    assertThat(at("2026-10-30T09:00:00Z").find(SCHOOL, "900052", scope).orElseThrow())
        .satisfies(art -> assertThat(art.teachers()).isEmpty())
        .satisfies(art -> assertThat(art.students()).isEqualTo(1));
  }

  @Test
  void list_betweenTwoTerms_isOfTheLast() {
    assertThat(at("2026-08-01T09:00:00Z").list(SCHOOL, query(""), scope))
        .extracting(ClassView::name)
        .containsExactly("Old 6A");
    assertThat(at("2026-01-01T09:00:00Z").list(SCHOOL, query(""), scope)).isEmpty();
  }

  @Test
  void classOrSchool_thatIsNot_isAbsent_andSoIsAnotherSchools() {
    assertThat(rows().list("77", query(""), scope)).isNull();
    assertThat(rows().list("x", query(""), scope)).isNull();
    assertThat(rows().find("900012", "900051", scope)).isEmpty();
    assertThat(rows().find(SCHOOL, "77", scope)).isEmpty();
    assertThat(rows().list("900012", query("term=900031"), scope)).isEmpty();
    assertThat(rows().schoolOf("900051")).contains(SCHOOL);
    assertThat(rows().schoolOf("x")).isEmpty();
  }
}
