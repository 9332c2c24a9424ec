package dev.homeroom.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Tag;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.reports.DailyReport.DayMark;
import dev.homeroom.reports.DailyReport.MissingStudent;
import dev.homeroom.reports.DailyReport.Parent;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the report of a day holds, on every database: on Friday 2026-11-20, ten in Berlin. */
abstract class DailyRowsContract {
  static final String SCHOOL = "900011";
  static final ReportReach ALL = new ReportReach(SCHOOL, null, true);
  private static final ReportReach TOMS = new ReportReach(SCHOOL, "900102", false);
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
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

  static void fill(DataSource database) {
    TestDatabase.run(database, "/fixture/figures.sql");
    Queries queries = new Queries(database);
    List.of(
            "insert into term (id, school_id, academic_year_id, name, starts_on, ends_on) values"
                + " (900039, 900011, 900021, 'Summer', '2026-05-04', '2026-07-17')",
            "update person set sort_key = '0a' where id = 900103",
            "update person set sort_key = '0c' where id = 900104",
            "update person set sort_key = '0b' where id = 900105",
            "update person set email = 'paul@example.org' where id = 900106")
        .forEach(queries::update);
  }

  private DailyRows rows() {
    return new TestBeans(database(), Clock.fixed(NOW, ZoneOffset.UTC)).get(DailyRows.class);
  }

  static ListQuery query(String text) {
    MultivaluedHashMap<String, String> all = new MultivaluedHashMap<>();
    for (String one : text.isEmpty() ? new String[0] : text.split("&", -1)) {
      all.add(one.split("=", 2)[0], one.split("=", 2)[1]);
    }
    ListQuery query = ReportQuery.of(all);
    ReportQuery.requireSound(query);
    return query;
  }

  private DailyReport report(ReportReach reach, String date, String text) {
    return Objects.requireNonNull(rows().find(reach, LocalDate.parse(date), query(text), scope));
  }

  private static String line(MissingStudent student) {
    return student.student()
        + " "
        + String.join(
            "+", student.marks().stream().map(mark -> mark.classId() + mark.mark()).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-16 | '' | Cy Third 900051late+900055absent, Ben Second 900051absent+900055absent"
            + " | 2",
        "2026-11-16 | sort=-name&size=1 | Ben Second 900051absent+900055absent | 2",
        "2026-11-16 | size=1&page=1 | Ben Second 900051absent+900055absent | 2",
        "2026-11-16 | sort=grade&size=1 | Cy Third 900051late+900055absent | 2",
        "2026-11-16 | mark=late | Cy Third 900051late+900055absent | 1",
        "2026-11-16 | mark=excused | '' | 0",
        "2026-11-16 | q=BEN | Ben Second 900051absent+900055absent | 1",
        "2026-11-16 | q=% | '' | 0",
        "2026-11-16 | class=900051&mark=absent | Ben Second 900051absent+900055absent | 1",
        "2026-11-16 | class=77 | '' | 0",
        "2026-11-18 | '' | Cy Third 900051half_day, Ben Second 900051absent | 2",
        "2026-11-11 | '' | '' | 0",
        "2026-11-20 | '' | '' | 0"
      })
  void students_areThoseWithAMarkThatIsNotPresent(
      String date, String text, String students, int total) {
    DailyReport found = report(ALL, date, text);

    assertThat(String.join(", ", found.students().stream().map(DailyRowsContract::line).toList()))
        .isEqualTo(students);
    assertThat(found.total()).isEqualTo(total);
  }

  /** Each figure counts a pupil once, whatever is filtered, as the dashboard's does. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-16, 2, 1, 0, 0, false",
    "2026-11-13, 1, 1, 1, 0, false",
    "2026-11-18, 1, 0, 0, 1, false",
    "2026-11-11, 0, 0, 0, 0, true",
    "2026-08-01, 0, 0, 0, 0, true",
    "2026-11-20, 0, 0, 0, 0, false"
  })
  void figures_countEachPupilOnce_andNoneOfAClosedDay(
      String date, int absent, int late, int excused, int halfDay, boolean closed) {
    DailyReport found = report(ALL, date, "mark=late&q=nobody");

    assertThat(List.of(found.absent(), found.late(), found.excused(), found.halfDay()))
        .containsExactly(absent, late, excused, halfDay);
    assertThat(found.closed()).isEqualTo(closed);
  }

  @Test
  void teachersReport_hasTheOwnClassesOfToday_andNoParents() {
    DailyReport found = report(TOMS, "2026-11-16", "");

    assertThat(found.students().stream().map(DailyRowsContract::line))
        .containsExactly("Cy Third 900051late", "Ben Second 900051absent");
    assertThat(found.absent()).isEqualTo(1);
    assertThat(found.total()).isEqualTo(2);
    assertThat(found.students()).allMatch(student -> student.parents() == null);
    assertThat(report(TOMS, "2026-11-13", "").missing())
        .extracting(each -> each.classId())
        .containsExactly("900053", "900054", "900056");
    ReportReach nobody = new ReportReach(SCHOOL, "900116x", false);
    assertThat(report(nobody, "2026-11-16", "").total()).isZero();
    ReportReach other = new ReportReach(SCHOOL, "900115", false);
    assertThat(report(other, "2026-11-13", "").students())
        .extracting(MissingStudent::student)
        .containsExactly("Dee Fourth", "Eve Fifth");
  }

  /**
   * Of a day that is over all lessons count, and those that have left since; today who is there.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-20 | 900051 08:00 Tom Teacher, 900055 08:50 '', 900052 09:00 Tina Two",
        "2026-11-13 | 900053 08:00 Tom Teacher, 900054 08:00 Tom Teacher, 900055 08:50 '',"
            + " 900056 10:30 Tom Teacher",
        "2026-11-11 | ''",
        "2026-11-14 | ''"
      })
  void missing_areTheClassesThatHadALesson_andNoAttendance(String date, String classes) {
    assertThat(
            String.join(
                ", ",
                report(ALL, date, "q=nobody").missing().stream()
                    .map(
                        each ->
                            each.classId()
                                + " "
                                + each.startsAt()
                                + " "
                                + (each.teachers().isEmpty()
                                    ? "''"
                                    : each.teachers().get(0).name()))
                    .toList()))
        .isEqualTo(classes.equals("''") ? "" : classes);
  }

  @Test
  void notesAndAddresses_areReadApart_soThatNoneStandsInTheReport() {
    DailyReport bare = report(ALL, "2026-11-13", "mark=excused");
    assertThat(bare.students())
        .singleElement()
        .satisfies(
            ann -> {
              assertThat(ann.marks()).extracting(DayMark::note).containsOnlyNulls();
              assertThat(ann.parents()).containsExactly(new Parent("900106", "Paul First", null));
            });

    DailyNotes notes = rows().notes(ALL, LocalDate.parse("2026-11-13"));
    assertThat(notes)
        .isEqualTo(
            new DailyNotes(
                Map.of("900103/900051", "Dentist"), Map.of("900106", "paul@example.org")));
    assertThat(rows().notes(TOMS, LocalDate.parse("2026-11-13")).emails()).isEmpty();
    assertThat(
            rows().notes(new ReportReach(SCHOOL, "900115", false), LocalDate.parse("2026-11-13")))
        .isEqualTo(DailyNotes.NONE);
    assertThat(rows().notes(ALL, LocalDate.parse("2026-01-05"))).isEqualTo(DailyNotes.NONE);
    MissingStudent ann = bare.with(notes).students().get(0);
    assertThat(ann.marks()).extracting(DayMark::note).containsExactly("Dentist");
    assertThat(ann.parents()).extracting(Parent::email).containsExactly("paul@example.org");
  }

  @Test
  void report_isFresh_todayForFiveMinutes_teachersUntilMidnight_othersAsLongAsTheyLive() {
    report(ALL, "2026-11-20", "");
    assertThat(ends)
        .containsExactlyInAnyOrder(
            NOW.plusSeconds(300), MIDNIGHT, Instant.parse("2026-11-20T09:30:00Z"));
    ends.clear();
    report(ALL, "2026-11-16", "");
    assertThat(ends).isEmpty();
    report(TOMS, "2026-11-16", "");
    assertThat(ends).containsExactly(MIDNIGHT);
  }

  @Test
  void report_ofADayToCome_orBeforeTheFirstTerm_isRefused_andOfNoSchool_isAbsent() {
    for (String day : List.of("2026-11-21", "2026-05-03")) {
      assertThat(catchThrowableOfType(ProblemException.class, () -> report(ALL, day, "")).errors())
          .extracting(error -> error.field())
          .containsExactly("date");
    }
    ReportReach none = new ReportReach("77", null, true);
    assertThat(rows().find(none, LocalDate.parse("2026-11-16"), query(""), scope)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"mark=present", "mark=ABSENT", "class=x", "sort=mark", "size=201", "colour=red"})
  void parameter_thatBreaksARule_isRefusedByItsName(String text) {
    assertThat(catchThrowableOfType(ProblemException.class, () -> query(text)).errors())
        .extracting(error -> error.field())
        .containsExactly(text.split("=", 2)[0]);
  }
}
