package dev.homeroom.fees;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.http.ProblemException;
import dev.homeroom.testkit.TestRecords;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may see which invoices; each refusal stands beside somebody who is let in. */
class InvoiceAccessTest {
  private static final InvoiceAccess ACCESS = new InvoiceAccess();

  static {
    ACCESS.people = id -> Optional.ofNullable(record(id));
  }

  private static AccessRecord record(String id) {
    return switch (id) {
      case "1" -> person(id, null, true, "SUPER_ADMIN");
      case "2" -> person(id, "11", true, "SCHOOL_ADMIN");
      case "3" -> person(id, "12", true, "SCHOOL_ADMIN");
      case "4" -> person(id, "11", true, "STAFF");
      case "5" -> person(id, "11", true, "TEACHER");
      case "6" -> person(id, "11", false, "STAFF");
      case "7" -> person(id, "11", true, "CASHIER");
      case "21" -> person(id, "11", true, "STUDENT");
      case "22" -> person(id, "12", true, "STUDENT");
      case "23" -> person(id, "11", false, "STUDENT");
      case "31" -> person(id, null, true, "PARENT", "21", "22", "99");
      case "32" -> person(id, "11", true, "PARENT", "22");
      case "33" -> person(id, "11", true, "PARENT");
      case "34" -> person(id, "11", false, "PARENT", "21");
      default -> null;
    };
  }

  private static AccessRecord person(
      String id, String school, boolean active, String role, String... children) {
    Set<String> permissions = Set.of("invoices:read");
    return TestRecords.of(
        id,
        "",
        school,
        Set.of(role),
        permissions,
        active,
        null,
        Set.of(),
        Set.of(),
        Set.of(children));
  }

  private static String answer(Supplier<Object> asked) {
    try {
      return asked.get().toString();
    } catch (ProblemException e) {
      return e.code().name();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, INVALID_INPUT, 11",
    "2, 11, 11",
    "3, 12, FORBIDDEN",
    "4, 11, 11",
    "5, FORBIDDEN, FORBIDDEN",
    "6, FORBIDDEN, FORBIDDEN",
    "7, 11, 11",
    "21, FORBIDDEN, FORBIDDEN",
    "32, FORBIDDEN, FORBIDDEN",
    "31, INVALID_INPUT, FORBIDDEN"
  })
  void listOfASchool_isForThoseWhoseRolesSaySo(String caller, String own, String named) {
    AccessRecord record = record(caller);
    assertThat(answer(() -> InvoiceAccess.school(record, InvoiceRowsContract.query(""))))
        .isEqualTo(own);
    assertThat(answer(() -> InvoiceAccess.school(record, InvoiceRowsContract.query("school=11"))))
        .isEqualTo(named);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 21, 11", "1, 22, 12", "1, 99, NOT_FOUND", "1, x, NOT_FOUND", "1, 5, NOT_FOUND",
    "2, 21, 11", "2, 22, FORBIDDEN", "2, 99, FORBIDDEN", "2, 5, FORBIDDEN", "4, 21, 11",
    "5, 21, FORBIDDEN", "6, 21, FORBIDDEN", "7, 21, 11", "21, 21, 11", "21, 22, FORBIDDEN",
    "23, 23, FORBIDDEN", "31, 21, 11", "31, 22, 12", "31, 99, FORBIDDEN", "32, 21, FORBIDDEN",
    "32, 22, 12", "34, 21, FORBIDDEN"
  })
  void listOfAPupil_isForThePupilTheParentsAndTheSchool(
      String caller, String student, String school) {
    assertThat(answer(() -> ACCESS.schoolOfStudent(record(caller), student))).isEqualTo(school);
  }

  @ParameterizedTest
  @CsvSource({
    "31, 31, '[11, 12]'",
    "1, 31, '[11, 12]'",
    "2, 31, [11]",
    "3, 31, [12]",
    "4, 31, [11]",
    "5, 31, FORBIDDEN",
    "6, 31, FORBIDDEN",
    "21, 31, FORBIDDEN",
    "32, 31, FORBIDDEN",
    "2, 32, FORBIDDEN",
    "3, 32, [12]",
    "33, 33, []",
    "2, 33, FORBIDDEN",
    "1, 33, []",
    "34, 34, FORBIDDEN",
    "1, 99, NOT_FOUND",
    "1, 21, NOT_FOUND",
    "2, 99, FORBIDDEN",
    "2, x, FORBIDDEN"
  })
  void listOfAFamily_hasTheSchoolsThatTheCallerSees(String caller, String parent, String schools) {
    assertThat(answer(() -> ACCESS.schoolsOfFamily(record(caller), parent))).isEqualTo(schools);
  }
}
