package dev.homeroom.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestDatabase;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final DataSource DATABASE = TestDatabase.empty();
  private static final Queries QUERIES = new Queries(DATABASE);

  @BeforeAll
  static void make() throws SQLException {
    new Demo(DATABASE).make("$the-one-hash", DAY, DemoSize.SMALL);
  }

  @Test
  void make_makesTheDistrictOfTheSizeThatIsPromised() {
    assertThat(count("school")).isEqualTo(3);
    assertThat(count("person where kind = 'student'")).isEqualTo(1_500);
    assertThat(count("person where kind = 'teacher'")).isEqualTo(90);
    assertThat(count("person where kind = 'staff'")).isEqualTo(60);
    assertThat(count("person where kind = 'parent'")).isEqualTo(1_200);
    assertThat(count("attendance_mark")).isGreaterThan(100_000);
    assertThat(count("person where sort_key is null")).isZero();
  }

  @Test
  void make_leavesNoStudentWithoutGradeAndNoEmployeeWithoutPosition() {
    assertThat(count("person where kind = 'student' and grade_level is null")).isZero();
    assertThat(
            count(
                "person where kind in ('teacher', 'staff', 'admin')"
                    + " and school_id is not null and position is null"))
        .isZero();
  }

  @Test
  void make_givesSixteenLoginsTheOneHash() {
    List<String> names =
        QUERIES.list(
            "select username from account where password_hash = ? order by username",
            row -> row.text(1),
            "$the-one-hash");

    assertThat(names)
        .containsExactly(
            "parent",
            "parent.2",
            "parent.3",
            "school.admin",
            "school.admin.2",
            "school.admin.3",
            "staff",
            "staff.2",
            "staff.3",
            "student",
            "student.2",
            "student.3",
            "super.admin",
            "teacher",
            "teacher.2",
            "teacher.3");
  }

  @Test
  void make_putsTheStudentIntoATeachersClassAndMakesThemTheParentsChild() {
    for (String suffix : List.of("", ".2", ".3")) {
      assertThat(
              count(
                  "class_teacher t join enrolment e on e.class_id = t.class_id"
                      + " where t.teacher_id = (select person_id from account where username = ?)"
                      + " and e.student_id = (select person_id from account where username = ?)",
                  "teacher" + suffix,
                  "student" + suffix))
          .isPositive();
      assertThat(
              count(
                  "parent_child"
                      + " where parent_id = (select person_id from account where username = ?)"
                      + " and child_id = (select person_id from account where username = ?)",
                  "parent" + suffix,
                  "student" + suffix))
          .isEqualTo(1);
    }
  }

  @Test
  void make_leavesTheDayToBeTaken() {
    assertThat(count("attendance_sheet where on_date >= ?", DAY)).isZero();
    assertThat(count("term where starts_on < ? and ends_on > ?", DAY, DAY)).isEqualTo(3);
  }

  @Test
  void make_placesNobodyInTwoRoomsAtOnce() {
    assertThat(clashes("class_teacher", "teacher_id")).isZero();
    assertThat(clashes("enrolment", "student_id")).isZero();
  }

  @Test
  void make_takesItsIdsFromTheSequences() {
    Long next =
        QUERIES.find("select next value for person_seq", row -> Long.valueOf(row.id(1))).get();
    Long used = QUERIES.find("select max(id) from person", row -> Long.valueOf(row.id(1))).get();

    // EclipseLink gives the fifty ids up to the sequence's value.
    assertThat(next - 49).isGreaterThan(used);
  }

  @Test
  void make_ofTheSameDay_makesTheSame() throws SQLException {
    DataSource other = TestDatabase.empty();
    new Demo(other).make("$the-one-hash", DAY, DemoSize.SMALL);

    assertThat(picture(new Queries(other))).isEqualTo(picture(QUERIES));
  }

  @Test
  void make_onceMore_isRefusedAndChangesNothing() throws SQLException {
    int before = count("person");
    Demo demo = new Demo(DATABASE);

    assertThat(demo.isMade()).isTrue();
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> demo.make("other", DAY, DemoSize.SMALL));
    assertThat(count("person")).isEqualTo(before);
  }

  @Test
  void make_thatFailsInTheMiddle_leavesNothing() throws SQLException {
    DataSource other = TestDatabase.empty();
    new Queries(other).update("alter table payment add constraint no_payment check (amount < 0)");
    Demo demo = new Demo(other);

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> demo.make("hash", DAY, DemoSize.SMALL));

    assertThat(demo.isMade()).isFalse();
    for (String table : List.of("district", "person", "attendance_mark", "invoice")) {
      assertThat(count(new Queries(other), table)).as(table).isZero();
    }
  }

  private static int clashes(String table, String column) {
    return count(
        "(select l.weekday from lesson l join "
            + table
            + " p on p.class_id = l.class_id group by l.weekday, l.starts_at, p."
            + column
            + " having count(*) > 1) as clash");
  }

  private static List<String> picture(Queries queries) {
    return List.of(
        "people: " + sums(queries, "person", "id || name || coalesce(grade_level, '')"),
        "marks: " + sums(queries, "attendance_mark", "sheet_id || student_id || mark"),
        "grades: " + sums(queries, "grade", "assessment_id || student_id || score"),
        "payments: " + sums(queries, "payment", "invoice_id || amount || method"));
  }

  private static String sums(Queries queries, String table, String row) {
    return queries
        .find(
            "select count(*) || ' ' || sum(cast(ora_hash(" + row + ") as bigint)) from " + table,
            found -> found.text(1))
        .get();
  }

  private static int count(String from, Object... parameters) {
    return count(QUERIES, from, parameters);
  }

  private static int count(Queries queries, String from, Object... parameters) {
    return queries
        .find("select count(*) from " + from, row -> row.integer(1), parameters)
        .orElseThrow();
  }
}
