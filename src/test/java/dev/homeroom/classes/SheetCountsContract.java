package dev.homeroom.classes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.classes.AttendanceInput.MarkInput;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import dev.homeroom.schools.TermDay;
import dev.homeroom.schools.Terms;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sheet's own counts are believed while they are of its version, and are those of its marks. */
abstract class SheetCountsContract {
  private static final long SHEET = 900210;
  private static final String ANN = "900103";
  private static final String BEN = "900104";

  private Queries queries;
  private TestBeans beans;

  /** Returns a database with the fixture of one class, as it is before any test. */
  abstract DataSource fresh();

  @BeforeEach
  void make() {
    DataSource database = fresh();
    queries = new Queries(database);
    Instant now = Instant.parse("2026-11-20T09:00:00Z");
    beans = new TestBeans(database, Clock.fixed(now, ZoneOffset.UTC));
  }

  private AttendanceOfSchool rate() {
    SchoolDay day = beans.get(Schools.class).findToday("900011").orElseThrow();
    TermDay in = new TermDay(day, beans.get(Terms.class).findTerm("900031").orElseThrow());
    return beans.get(AttendanceRates.class).ofSchools(List.of(in)).get(0);
  }

  private void save(MarkInput... marks) {
    AttendanceMarks written = new AttendanceMarks();
    written.queries = queries;
    written.save(SHEET, List.of(marks));
  }

  private List<Integer> counts() {
    return queries
        .find(
            "select counted_version, present, absent, late, excused, half_day"
                + " from attendance_sheet where id = ?",
            row ->
                List.of(
                    row.integer(1),
                    row.integer(2),
                    row.integer(3),
                    row.integer(4),
                    row.integer(5),
                    row.integer(6)),
            SHEET)
        .orElseThrow();
  }

  @Test
  void savedMarks_areCountedWithThoseOfPupilsThatAreNotNamed() {
    queries.update("update attendance_sheet set version = 7");
    save(mark(ANN, "present"), mark(BEN, "late"), mark("900105", "absent"));
    assertThat(counts()).containsExactly(7, 1, 1, 1, 0, 0);

    queries.update("update attendance_sheet set version = 8");
    save(mark(ANN, "half_day"), mark(BEN, "excused"));

    assertThat(counts()).containsExactly(8, 0, 1, 0, 1, 1);
  }

  @Test
  void rate_isTheSame_countedOrNot() {
    AttendanceOfSchool uncounted = rate();
    assertThat(uncounted.marks()).isPositive();

    String before =
        queries
            .find(
                "select mark from attendance_mark where sheet_id = ? and student_id = 900103",
                row -> row.text(1),
                SHEET)
            .orElseThrow();
    save(mark(ANN, before));

    assertThat(counts()).startsWith(1);
    assertThat(rate()).isEqualTo(uncounted);
  }

  @Test
  void countsOfTheSheetsVersion_areBelieved_othersAreNot() {
    int marks = rate().marks();
    queries.update(
        "update attendance_sheet set counted_version = version, present = 100, absent = 0, late = 0,"
            + " excused = 0, half_day = 0 where id = ?",
        SHEET);
    int believed = rate().marks();
    assertThat(believed).as("no mark of it is read").isBetween(marks + 90, marks + 100);

    queries.update("update attendance_sheet set version = version + 1 where id = ?", SHEET);

    assertThat(rate().marks()).as("written by a version that counts nothing").isEqualTo(marks);
  }

  @Test
  void sheetThatLacksANumber_countsTheOthers() {
    String counts =
        "update attendance_sheet set counted_version = version, present = %s, absent = %d,"
            + " late = 0, excused = 0, half_day = 0 where id = ?";
    queries.update(counts.formatted("0", 0), SHEET);
    int without = rate().marks();

    queries.update(counts.formatted("null", 2), SHEET);

    assertThat(rate().marks()).isEqualTo(without + 2);
  }

  private static MarkInput mark(String student, String mark) {
    return new MarkInput(student, mark, null);
  }
}
