package dev.homeroom.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.testkit.TestRecords;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may see which lists and whom. */
class UserListsTest {
  private static final AccessRecord SUPER = person("1", null, Set.of(), RoleName.SUPER_ADMIN);
  private static final AccessRecord HEAD =
      person("2", "10", Set.of("users:read", "users:write"), RoleName.SCHOOL_ADMIN);
  private static final AccessRecord TOM =
      TestRecords.of(
          "3",
          "Tom",
          "10",
          Set.of(RoleName.TEACHER),
          Set.of("users:read"),
          true,
          "t",
          Set.of("51"),
          Set.of(),
          Set.of());
  private static final AccessRecord ANN =
      TestRecords.of(
          "4",
          "Ann",
          "10",
          Set.of(RoleName.STUDENT),
          Set.of("users:read"),
          true,
          "t",
          Set.of(),
          Set.of("51"),
          Set.of());
  private static final AccessRecord PAUL =
      TestRecords.withChildSchools(
          TestRecords.of(
              "5",
              "Paul",
              "20",
              Set.of(RoleName.PARENT),
              Set.of("users:read"),
              true,
              "t",
              Set.of(),
              Set.of(),
              Set.of("4")),
          "10");
  private static final AccessRecord STAFF = person("6", "10", Set.of(), RoleName.STAFF);
  private static final AccessRecord CLERK = person("7", "10", Set.of("users:read"), "CLERK");
  private static final AccessRecord OTHER_HEAD =
      person("8", "20", Set.of("users:read", "users:write"), RoleName.SCHOOL_ADMIN);
  private static final AccessRecord CY = person("9", "10", Set.of(), RoleName.STUDENT);
  private static final AccessRecord STRANGER = person("11", "20", Set.of(), RoleName.PARENT);

  private static AccessRecord person(
      String id, String school, Set<String> permissions, String... roles) {
    return TestRecords.of(
        id, "P", school, Set.of(roles), permissions, true, "t", Set.of(), Set.of(), Set.of());
  }

  @Test
  void maySee_followsTheTableOfRights() {
    sees(SUPER, SUPER, HEAD, TOM, ANN, PAUL, STRANGER);
    sees(HEAD, HEAD, TOM, ANN, STAFF, PAUL);
    sees(CLERK, HEAD, TOM, ANN, STAFF, PAUL);
    sees(TOM, ANN);
    sees(ANN, ANN);
    sees(PAUL, PAUL, ANN);
    sees(OTHER_HEAD, PAUL, STRANGER);
    seesNot(HEAD, SUPER, OTHER_HEAD, STRANGER);
    seesNot(TOM, TOM, CY, PAUL, HEAD);
    seesNot(ANN, TOM, CY, PAUL, HEAD);
    seesNot(PAUL, TOM, CY, HEAD, STRANGER);
    seesNot(STAFF, STAFF, ANN, HEAD);
    seesNot(OTHER_HEAD, ANN, TOM, HEAD);
  }

  private void sees(AccessRecord caller, AccessRecord... subjects) {
    assertThat(subjects).as(caller.id()).allMatch(subject -> UserAccess.maySee(caller, subject));
  }

  private void seesNot(AccessRecord caller, AccessRecord... subjects) {
    assertThat(subjects).as(caller.id()).noneMatch(subject -> UserAccess.maySee(caller, subject));
  }

  @Test
  void list_hasTheSchoolOfTheCaller_orAnyForSuperAdministrators() {
    assertThat(filters(SUPER)).isEmpty();
    assertThat(filters(SUPER, "school=20")).containsExactly(Map.entry("school", "20"));
    assertThat(filters(HEAD)).containsExactly(Map.entry("school", "10"));
    assertThat(filters(CLERK, "school=10", "q=an"))
        .containsExactly(Map.entry("q", "an"), Map.entry("school", "10"));
    assertThat(refusal(HEAD, "school=20")).isEqualTo(ErrorCode.FORBIDDEN);
  }

  @Test
  void list_ofATeacher_isOfTheStudentsOfAnOwnClass() {
    assertThat(filters(TOM, "class=51"))
        .containsExactly(
            Map.entry("class", "51"), Map.entry("role", "STUDENT"), Map.entry("school", "10"));
    assertThat(refusal(TOM)).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(refusal(TOM, "class=52")).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(refusal(TOM, "class=51", "role=TEACHER")).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(refusal(TOM, "class=51", "school=20")).isEqualTo(ErrorCode.FORBIDDEN);
  }

  @Test
  void list_isRefusedToOthers_andToWhoeverIsNotActive() {
    for (AccessRecord caller : List.of(STAFF, ANN, PAUL)) {
      assertThat(refusal(caller)).isEqualTo(ErrorCode.FORBIDDEN);
      assertThat(refusal(caller, "class=51")).isEqualTo(ErrorCode.FORBIDDEN);
    }
    AccessRecord gone =
        TestRecords.of(
            "1",
            "P",
            null,
            Set.of(RoleName.SUPER_ADMIN),
            Set.of(),
            false,
            null,
            Set.of(),
            Set.of(),
            Set.of());
    assertThat(refusal(gone)).isEqualTo(ErrorCode.FORBIDDEN);
  }

  @Test
  void list_withAParameterThatMeansNothing_isInvalid() {
    for (String wrong :
        List.of("state=gone", "school=x", "class=042", "q=a\0b", "role=\n", "sort=email", "x=1")) {
      assertThat(refusal(SUPER, wrong)).as(wrong).isEqualTo(ErrorCode.INVALID_INPUT);
    }
  }

  private static Map<String, String> filters(AccessRecord caller, String... parameters) {
    return UserLists.of(caller, map(parameters)).filters();
  }

  private static ErrorCode refusal(AccessRecord caller, String... parameters) {
    return catchThrowableOfType(ProblemException.class, () -> UserLists.of(caller, map(parameters)))
        .code();
  }

  static MultivaluedHashMap<String, String> map(String... parameters) {
    MultivaluedHashMap<String, String> map = new MultivaluedHashMap<>();
    Arrays.stream(parameters).map(one -> one.split("=", 2)).forEach(two -> map.add(two[0], two[1]));
    return map;
  }
}
