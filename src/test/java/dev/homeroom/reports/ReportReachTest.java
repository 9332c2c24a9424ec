package dev.homeroom.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.testkit.TestRecords;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReachTest {
  private static AccessRecord caller(String role, String permission, String school, boolean on) {
    return TestRecords.of(
        "9", "", school, Set.of(role), Set.of(permission), on, null, Set.of(), Set.of(), Set.of());
  }

  @ParameterizedTest
  @CsvSource({
    // role, permissions, the caller's school, active; the own school, another one
    "SUPER_ADMIN, reports:read, , true, INVALID_INPUT, school_with_parents",
    "SCHOOL_ADMIN, reports:read, 1, true, school_with_parents, FORBIDDEN",
    "TEACHER, reports:read, 1, true, 9, FORBIDDEN",
    "STAFF, reports:read, 1, true, FORBIDDEN, FORBIDDEN",
    "STUDENT, reports:read, 1, true, FORBIDDEN, FORBIDDEN",
    "PARENT, reports:read, 1, true, FORBIDDEN, FORBIDDEN",
    "REPORTER, reports:read, 1, true, school, FORBIDDEN",
    "REPORTER, reports:write, 1, true, FORBIDDEN, FORBIDDEN",
    "REPORTER, attendance:read, 1, true, FORBIDDEN, FORBIDDEN",
    "SCHOOL_ADMIN, reports:read, 1, false, FORBIDDEN, FORBIDDEN",
    "TEACHER, reports:read, 1, false, FORBIDDEN, FORBIDDEN"
  })
  void reach_isDecidedByRoleSchoolAndState(
      String role, String permission, String school, boolean on, String own, String other) {
    AccessRecord caller = caller(role, permission, school, on);

    assertThat(reach(caller, "")).isEqualTo(own);
    assertThat(reach(caller, "school=2")).isEqualTo(other);
  }

  private static String reach(AccessRecord caller, String text) {
    try {
      return ReportReach.of(caller, DailyRowsContract.query(text)).text();
    } catch (ProblemException e) {
      return e.code().name();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "2026-02-30",
        "1899-12-31",
        "3000-01-01",
        "+2026-01-01",
        "20260101",
        "2026-1-1"
      })
  void date_thatIsNone_isRefused(String text) {
    assertThat(catchThrowableOfType(ProblemException.class, () -> ReportQuery.date(text)).code())
        .isEqualTo(ErrorCode.INVALID_INPUT);
  }

  @Test
  void date_isReadAsItIsWritten() {
    assertThat(ReportQuery.date("2026-11-20")).isEqualTo(LocalDate.of(2026, 11, 20));
  }
}
