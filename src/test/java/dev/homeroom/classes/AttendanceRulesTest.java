package dev.homeroom.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import dev.homeroom.classes.AttendanceInput.MarkInput;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.ProblemException.FieldError;
import dev.homeroom.schools.Term;
import dev.homeroom.testkit.TestRecords;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttendanceRulesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final Term TERM =
      new Term(
          "1",
          "10",
          LocalDate.of(2026, 10, 12),
          LocalDate.of(2026, 12, 18),
          Set.of(LocalDate.of(2026, 11, 13)));
  private static final Slot FRIDAYS =
      new Slot(
          "100",
          "Mathematics 7A",
          DayOfWeek.FRIDAY,
          LocalTime.of(8, 0),
          LocalTime.of(8, 45),
          "Room 1",
          LocalDate.of(2026, 10, 17),
          LocalDate.of(2026, 11, 20));
  private static final SchoolClass CLASS = new SchoolClass("100", "10", "1", "Mathematics 7A");

  @ParameterizedTest
  @ValueSource(
      strings = {"", "today", "2026-11-31", "2026-1-1", "+2026-11-20", "20261120", "2026-11-20T00"})
  void date_inAnotherForm_isRefused(String text) {
    assertThat(refusal(() -> AttendanceRules.date(text)))
        .extracting(FieldError::field, FieldError::rule)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("date", "format"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-09, in_term",
    "2026-12-25, in_term",
    "2026-11-27, not_future",
    "2026-11-19, has_lesson",
    "2026-11-13, has_lesson",
    "2026-10-16, has_lesson"
  })
  void requireLesson_onADayWithNothingToTake_saysWhy(LocalDate date, String rule) {
    assertThat(refusal(() -> AttendanceRules.requireLesson(date, TODAY, TERM, List.of(FRIDAYS))))
        .extracting(FieldError::rule)
        .containsExactly(rule);
  }

  @Test
  void requireLesson_today_isAccepted() {
    assertThatCode(() -> AttendanceRules.requireLesson(TODAY, TODAY, TERM, List.of(FRIDAYS)))
        .doesNotThrowAnyException();
  }

  @Test
  void requireStudents_twiceOrUnknown_namesEveryMarkAtFault() {
    List<MarkInput> marks = List.of(mark("4"), mark("5"), mark("4"), mark("99"));

    assertThat(refusal(() -> AttendanceRules.requireStudents(marks, Set.of("4", "5"), Set.of())))
        .extracting(FieldError::field, FieldError::rule)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("marks[2].student_id", "unique"),
            org.assertj.core.groups.Tuple.tuple("marks[3].student_id", "enrolled"));
  }

  @Test
  void requireStudents_withoutSomePupils_namesEachOfThem() {
    List<FieldError> errors =
        refusal(
            () ->
                AttendanceRules.requireStudents(
                    List.of(mark("4")), Set.of("4", "5", "6"), Set.of("7")));

    assertThat(errors)
        .extracting(FieldError::field, FieldError::rule)
        .containsOnly(org.assertj.core.groups.Tuple.tuple("marks", "required"));
    assertThat(errors)
        .extracting(FieldError::message)
        .containsExactlyInAnyOrder("Student 5 has no mark.", "Student 6 has no mark.");
  }

  @Test
  void requireStudents_onceEach_isAccepted_withAndWithoutThoseWhoHaveLeft() {
    Set<String> pupils = Set.of("4");
    Set<String> others = Set.of("5");

    assertThatCode(() -> AttendanceRules.requireStudents(List.of(mark("4")), pupils, others))
        .doesNotThrowAnyException();
    assertThatCode(
            () -> AttendanceRules.requireStudents(List.of(mark("5"), mark("4")), pupils, others))
        .doesNotThrowAnyException();
  }

  @Test
  void mayTakeAttendance_ownClassOwnSchoolOrSuper_isAllowed() {
    assertThat(ClassAccess.mayTakeAttendance(who(RoleName.TEACHER, "10", "100"), CLASS)).isTrue();
    assertThat(ClassAccess.mayTakeAttendance(who(RoleName.SCHOOL_ADMIN, "10"), CLASS)).isTrue();
    assertThat(ClassAccess.mayTakeAttendance(who(RoleName.SUPER_ADMIN, null), CLASS)).isTrue();
  }

  @Test
  void mayTakeAttendance_anybodyElse_isRefused() {
    assertThat(ClassAccess.mayTakeAttendance(who(RoleName.TEACHER, "10", "101"), CLASS)).isFalse();
    assertThat(ClassAccess.mayTakeAttendance(who(RoleName.SCHOOL_ADMIN, "20"), CLASS)).isFalse();
    assertThat(ClassAccess.mayTakeAttendance(who(RoleName.SCHOOL_ADMIN, null), CLASS)).isFalse();
    assertThat(ClassAccess.mayTakeAttendance(who(RoleName.STAFF, "10"), CLASS)).isFalse();
    assertThat(ClassAccess.mayTakeAttendance(who(RoleName.STUDENT, "10", "100"), CLASS)).isFalse();
    assertThat(ClassAccess.mayTakeAttendance(who(RoleName.PARENT, "10"), CLASS)).isFalse();
  }

  @Test
  void customRole_seesAttendanceByRead_andTakesItByWrite_inTheOwnSchool() {
    AccessRecord reader = custom("10", "attendance:read");
    assertThat(ClassAccess.maySeeAttendance(reader, CLASS)).isTrue();
    assertThat(ClassAccess.mayTakeAttendance(reader, CLASS)).isFalse();
    AccessRecord writer = custom("10", "attendance:write");
    assertThat(ClassAccess.maySeeAttendance(writer, CLASS)).isFalse();
    assertThat(ClassAccess.mayTakeAttendance(writer, CLASS)).isTrue();
    for (AccessRecord other :
        List.of(custom("20", "attendance:write"), custom("10", "classes:write"))) {
      assertThat(ClassAccess.maySeeAttendance(other, CLASS)).isFalse();
      assertThat(ClassAccess.mayTakeAttendance(other, CLASS)).isFalse();
    }
    assertThat(ClassAccess.maySeeAttendance(writer, null)).isFalse();
  }

  private static AccessRecord custom(String school, String permission) {
    return TestRecords.of(
        "1",
        "P",
        school,
        Set.of("desk"),
        Set.of(permission),
        true,
        "5",
        Set.of(),
        Set.of(),
        Set.of());
  }

  @Test
  void mayTakeAttendance_ofAMissingClass_isKnownToSuperAdminsOnly() {
    assertThat(ClassAccess.mayTakeAttendance(who(RoleName.SUPER_ADMIN, null), null)).isTrue();
    assertThat(ClassAccess.mayTakeAttendance(who(RoleName.SCHOOL_ADMIN, "10"), null)).isFalse();
    assertThat(ClassAccess.mayTakeAttendance(who(RoleName.TEACHER, "10", "100"), null)).isFalse();
  }

  private static List<FieldError> refusal(ThrowingCallable call) {
    ProblemException problem = catchThrowableOfType(ProblemException.class, call);
    assertThat(problem).isNotNull();
    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_INPUT);
    return problem.errors();
  }

  private static MarkInput mark(String student) {
    return new MarkInput(student, "present", null);
  }

  private static AccessRecord who(String role, String school, String... classes) {
    return TestRecords.of(
        "3", "P", school, Set.of(role), Set.of(), true, "1", Set.of(classes), Set.of(), Set.of());
  }
}
