package dev.homeroom.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.classes.Absences;
import dev.homeroom.classes.Absences.AbsentDay;
import dev.homeroom.classes.AttendanceOfSchool;
import dev.homeroom.classes.MissingAttendance;
import dev.homeroom.fees.FeesByMonth;
import dev.homeroom.fees.OpenOfSchool;
import dev.homeroom.inventory.LowStock;
import dev.homeroom.sql.Queries;
import dev.homeroom.users.SchoolStaff;
import dev.homeroom.users.StudentCounts;
import dev.homeroom.users.StudentsByGrade;
import dev.homeroom.users.UsersByRole;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each figure over the demo's rows is what a statement of the test's own finds, written another way
 * than that of the figure; on every database.
 */
abstract class DemoFiguresContract {
  /** The day of the first start: Friday 2026-11-20, ten o'clock in Berlin. */
  static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private static final String NOW = "2026-11-20T09:00:00Z";

  /** Returns a database with the demo's district, made on {@link #DAY}; tests only read it. */
  abstract DataSource database();

  private Queries queries() {
    return new Queries(database());
  }

  private long school(int number) {
    return Long.parseLong(
        queries().list("select id from school order by id", row -> row.id(1)).get(number));
  }

  private SchoolFigures figures(int number) {
    return new SchoolFigures(database(), Long.toString(school(number)), NOW);
  }

  private int count(String from, Object... parameters) {
    return queries()
        .find("select count(*) from " + from, row -> row.integer(1), parameters)
        .orElseThrow();
  }

  private String money(String sum, Object... parameters) {
    BigDecimal found =
        queries()
            .find("select coalesce(" + sum + ", 0)", row -> row.decimal(1), parameters)
            .orElseThrow();
    return found.setScale(2).toPlainString();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void people_areAsManyAsTheRows(int number) {
    long school = school(number);
    StudentsByGrade grades = (StudentsByGrade) figures(number).get("students_by_grade");
    assertThat(grades.total()).isEqualTo(500);
    assertThat(grades.grades()).hasSize(10);
    grades
        .grades()
        .forEach(
            grade ->
                assertThat(grade.students())
                    .isEqualTo(
                        count(
                            "person where school_id = ? and kind = 'student' and grade_level = ?",
                            school,
                            grade.gradeLevel())));
    SchoolStaff staff = (SchoolStaff) figures(number).get("staff");
    assertThat(List.of(staff.total(), staff.teachers(), staff.staff(), staff.admins()))
        .containsExactly(51, 30, 20, 1);
    assertThat(staff.positions()).hasSizeGreaterThan(5).noneMatch(of -> of.position() == null);
    staff
        .positions()
        .forEach(
            of ->
                assertThat(of.people())
                    .isEqualTo(
                        count(
                            "person where school_id = ? and kind = ? and position = ?",
                            school,
                            of.kind(),
                            of.position())));
  }

  @ParameterizedTest
  @ValueSource(ints = {0})
  void district_isAsManyAsTheRows(int number) {
    UsersByRole users = (UsersByRole) figures(number).get("users_by_role");
    assertThat(users.users()).isEqualTo(count("person"));
    users
        .roles()
        .forEach(
            role ->
                assertThat(role.users())
                    .isEqualTo(count("person_role where role_name = ?", role.role())));
    assertThat(figures(number).get("students_of_school")).isEqualTo(new StudentCounts(500, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void fees_areTheSumsOfTheRows(int number) {
    long school = school(number);
    FeesByMonth fees = (FeesByMonth) figures(number).get("fees_by_month");

    assertThat(fees.charged())
        .isEqualTo(money("(select sum(amount) from invoice where school_id = ?)", school));
    assertThat(fees.paid())
        .isEqualTo(money("(select sum(amount) from payment where school_id = ?)", school));
    // The demo pays no invoice too much.
    assertThat(new BigDecimal(fees.charged()).subtract(new BigDecimal(fees.paid())))
        .isEqualTo(fees.open());
    assertThat(fees.months()).extracting(month -> month.month()).contains("2026-09", "2026-11");
    fees.months()
        .forEach(
            month -> {
              LocalDate first = LocalDate.parse(month.month() + "-01");
              assertThat(month.charged())
                  .isEqualTo(
                      money(
                          "(select sum(amount) from invoice where school_id = ?"
                              + " and issued_on >= ? and issued_on < ?)",
                          school,
                          first,
                          first.plusMonths(1)));
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void openInvoices_areThoseThatTheRowsLeaveOpen(int number) {
    long school = school(number);
    String open =
        "invoice i where i.school_id = ? and i.amount >"
            + " (select coalesce(sum(p.amount), 0) from payment p where p.invoice_id = i.id)";
    OpenOfSchool found = (OpenOfSchool) figures(number).get("open_invoices");

    assertThat(found.total()).isEqualTo(count(open, school)).isGreaterThan(100);
    assertThat(found.overdueInvoices()).isEqualTo(count(open + " and i.due_on < ?", school, DAY));
    assertThat(found.invoices()).hasSize(100);
    assertThat(found.cut()).isTrue();
    assertThat(found.invoices())
        .extracting(invoice -> invoice.invoiceId())
        .isEqualTo(
            queries()
                .list(
                    "select i.id from " + open + " order by i.due_on, i.id",
                    row -> row.id(1),
                    school)
                .subList(0, 100));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void absences_areThePupilsOfTheMarks(int number) {
    long school = school(number);
    Absences found = (Absences) figures(number).get("absences");

    assertThat(found.byDay()).hasSize(10);
    for (AbsentDay day : found.byDay()) {
      assertThat(List.of(day.absent(), day.late(), day.halfDay()))
          .containsExactly(
              pupils(school, day.date(), "absent"),
              pupils(school, day.date(), "late"),
              pupils(school, day.date(), "half_day"));
    }
    assertThat(found.byDay().get(8).absent()).isPositive();
    assertThat(found.byDay().get(9).date()).isEqualTo(DAY);
  }

  private int pupils(long school, LocalDate date, String mark) {
    return count(
        "person p where p.school_id = ? and exists (select 1 from attendance_mark m"
            + " join attendance_sheet s on s.id = m.sheet_id"
            + " where m.student_id = p.id and s.on_date = ? and m.mark = ?)",
        school,
        date,
        mark);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void rate_isThatOfTheMarks(int number) {
    long school = school(number);
    AttendanceOfSchool found = (AttendanceOfSchool) figures(number).get("attendance_of_school");
    List<BigDecimal> sums =
        queries()
            .list(
                "select sum(case m.mark when 'present' then 2 when 'late' then 2"
                    + " when 'half_day' then 1 else 0 end), 2 * count(*) from attendance_mark m"
                    + " join attendance_sheet s on s.id = m.sheet_id"
                    + " where m.mark <> 'excused' and s.on_date between ? and ?"
                    + " and s.class_id in (select id from class where school_id = ?)",
                row ->
                    row.decimal(1)
                        .multiply(BigDecimal.valueOf(100))
                        .divide(row.decimal(2), 1, java.math.RoundingMode.HALF_UP),
                found.since(),
                DAY,
                school);

    assertThat(sums.get(0)).isEqualByComparingTo(BigDecimal.valueOf(found.rate()));
    assertThat(found.rateToday()).isNull();
    assertThat(
            count(
                "(select distinct s.on_date from attendance_sheet s join class c on c.id ="
                    + " s.class_id where c.school_id = ? and s.on_date between ? and ?) d",
                school,
                found.since(),
                DAY))
        .isEqualTo(19);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void missing_areTheClassesOfTodayThatHaveBegun(int number) {
    long school = school(number);
    java.time.LocalTime now =
        java.time.LocalTime.ofInstant(
            java.time.Instant.parse(NOW),
            java.time.ZoneId.of(
                queries()
                    .find("select time_zone from school where id = ?", row -> row.text(1), school)
                    .orElseThrow()));
    MissingAttendance found = (MissingAttendance) figures(number).get("attendance_missing");

    assertThat(found.total())
        .isEqualTo(
            count(
                "class c where c.school_id = ? and c.id in (select class_id from lesson"
                    + " where weekday = 5 and starts_at <= ?)",
                school,
                now))
        .isPositive();
    assertThat(found.teachers().stream().mapToInt(of -> of.total()).sum()).isEqualTo(found.total());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void stock_isTheSumOfItsMovements_andLowWhereTheRowsAre(int number) {
    long school = school(number);
    LowStock found = (LowStock) figures(number).get("low_stock");

    assertThat(found.total())
        .isEqualTo(
            count(
                "inventory_item where school_id = ? and active and reorder_level >= quantity",
                school))
        .isPositive();
    assertThat(
            count(
                "inventory_item i where i.quantity <>"
                    + " (select sum(m.change) from inventory_movement m where m.item_id = i.id)"))
        .isZero();
  }
}
