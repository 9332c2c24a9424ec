package dev.homeroom.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.TestRecords;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessRecordTest {
  private static final String OWN = "10";
  private static final String OTHER = "20";
  private static final AccessRecord SUPER = person(null, Set.of(RoleName.SUPER_ADMIN));
  private static final AccessRecord HEAD = person(OWN, Set.of(RoleName.SCHOOL_ADMIN));
  private static final AccessRecord DESK =
      person(OWN, Set.of("desk"), "attendance:read", "grades:write");

  @Test
  void superAdmin_reachesEveryThingOfEverySchool_andOfTheDistrict() {
    assertThat(SUPER.reachesAll()).isTrue();
    for (Thing thing : Thing.values()) {
      assertThat(SUPER.mayRead(thing, OWN)).isTrue();
      assertThat(SUPER.mayWrite(thing, OTHER)).isTrue();
      assertThat(SUPER.mayWrite(thing, null)).isTrue();
    }
  }

  @Test
  void schoolAdmin_reachesTheOwnSchoolOnly() {
    assertThat(HEAD.reachesAll()).isFalse();
    for (Thing thing : Thing.values()) {
      assertThat(HEAD.mayRead(thing, OWN)).as("%s", thing).isTrue();
      assertThat(HEAD.mayRead(thing, OTHER)).isFalse();
      assertThat(HEAD.mayRead(thing, null)).as("the district's").isFalse();
      assertThat(HEAD.mayWrite(thing, OTHER)).isFalse();
    }
    assertThat(HEAD.mayWrite(Thing.ROLES, OWN)).isFalse();
    assertThat(HEAD.mayWrite(Thing.AUDIT, OWN)).isFalse();
    assertThat(HEAD.mayWrite(Thing.USERS, OWN)).isTrue();
  }

  @Test
  void schoolAdminWithoutSchool_reachesNothing_notEvenThingsWithoutOne() {
    AccessRecord lost = person(null, Set.of(RoleName.SCHOOL_ADMIN));
    assertThat(lost.mayRead(Thing.USERS, null)).isFalse();
    assertThat(lost.mayRead(Thing.USERS, OWN)).isFalse();
  }

  @Test
  void customRole_grantsWhatItNames_inTheOwnSchool_andNoMore() {
    assertThat(DESK.mayRead(Thing.ATTENDANCE, OWN)).isTrue();
    assertThat(DESK.mayWrite(Thing.ATTENDANCE, OWN)).isFalse();
    assertThat(DESK.mayRead(Thing.GRADES, OWN)).isFalse();
    assertThat(DESK.mayWrite(Thing.GRADES, OWN)).isTrue();
    assertThat(DESK.mayRead(Thing.USERS, OWN)).isFalse();
    assertThat(DESK.mayRead(Thing.ATTENDANCE, OTHER)).isFalse();
    assertThat(DESK.mayRead(Thing.ATTENDANCE, null)).isFalse();
  }

  @Test
  void customRoleNamedLikeASuperAdmin_isNone() {
    AccessRecord fake = person(OWN, Set.of("super_admin"), "users:read");
    assertThat(fake.reachesAll()).isFalse();
    assertThat(fake.mayRead(Thing.USERS, OTHER)).isFalse();
  }

  @Test
  void builtInRoles_withFewerRights_doNotReachTheWholeSchool() {
    for (String role : List.of(RoleName.TEACHER, RoleName.STUDENT, RoleName.PARENT)) {
      AccessRecord person = person(OWN, Set.of(role), "classes:read", "users:read", "grades:read");
      assertThat(person.mayRead(Thing.SCHOOLS, OWN)).isTrue();
      for (Thing thing : List.of(Thing.CLASSES, Thing.USERS, Thing.GRADES, Thing.DASHBOARDS)) {
        assertThat(person.mayRead(thing, OWN)).as(role + " " + thing).isFalse();
      }
    }
    AccessRecord staff = person(OWN, Set.of(RoleName.STAFF));
    assertThat(staff.mayWrite(Thing.INVENTORY, OWN)).isTrue();
    assertThat(staff.mayRead(Thing.ATTENDANCE, OWN)).isFalse();
    assertThat(person(OWN, Set.of(RoleName.TEACHER)).mayRead(Thing.INVENTORY, OWN)).isTrue();
    assertThat(person(OWN, Set.of(RoleName.TEACHER)).mayWrite(Thing.INVENTORY, OWN)).isFalse();
  }

  @Test
  void permissionsWithoutARole_grantNothing() {
    assertThat(person(OWN, Set.of(), "users:read").mayRead(Thing.USERS, OWN)).isFalse();
  }

  @Test
  void inactivePerson_mayDoNothing() {
    for (String role : List.of(RoleName.SUPER_ADMIN, RoleName.SCHOOL_ADMIN, "desk")) {
      AccessRecord gone = record("1", OWN, Set.of(role), Thing.permissions(), false);
      assertThat(gone.reachesAll()).isFalse();
      assertThat(gone.mayRead(Thing.USERS, OWN)).isFalse();
      assertThat(gone.mayWrite(Thing.USERS, OWN)).isFalse();
    }
  }

  @Test
  void teaches_needsTheRoleAndTheLink() {
    AccessRecord student = student("2", "100", "101");
    assertThat(teacher(RoleName.TEACHER, "101").teaches(student)).isTrue();
    assertThat(teacher(RoleName.TEACHER, "101").teaches("101")).isTrue();
    assertThat(teacher(RoleName.TEACHER, "101").teaches("100")).isFalse();
    assertThat(teacher(RoleName.TEACHER, "102").teaches(student)).isFalse();
    assertThat(teacher(RoleName.STAFF, "101").teaches(student)).isFalse();
    assertThat(teacher(RoleName.STAFF, "101").teaches("101")).isFalse();
    assertThat(teacher(RoleName.TEACHER, "101").teaches(teacher(RoleName.TEACHER, "101")))
        .isFalse();
  }

  @Test
  void isParentOf_needsTheRoleAndTheLink_andNoCommonSchool() {
    AccessRecord child = student("2", "100");
    assertThat(parent(RoleName.PARENT, "2").isParentOf(child)).isTrue();
    assertThat(parent(RoleName.PARENT, "3").isParentOf(child)).isFalse();
    assertThat(parent(RoleName.STAFF, "2").isParentOf(child)).isFalse();
  }

  @Test
  void things_haveTwoPermissionsEach() {
    assertThat(Thing.permissions()).hasSize(30).contains("dashboards:read", "audit:write");
    assertThat(Thing.GRADES.read()).isEqualTo("grades:read");
  }

  @Test
  void builtInRoles_areKnownByAnySpelling() {
    assertThat(BuiltInRoles.resembles("Teacher")).isTrue();
    assertThat(BuiltInRoles.contains("Teacher")).isFalse();
    assertThat(BuiltInRoles.contains("TEACHER")).isTrue();
    assertThat(BuiltInRoles.resembles("teacher1")).isFalse();
    assertThat(BuiltInRoles.schoolWide("desk")).isEmpty();
  }

  private static AccessRecord person(String school, Set<String> roles, String... permissions) {
    return record("1", school, roles, new HashSet<>(List.of(permissions)), true);
  }

  private static AccessRecord record(
      String id, String school, Set<String> roles, Set<String> permissions, boolean active) {
    return TestRecords.of(
        id, "P", school, roles, permissions, active, "5", Set.of(), Set.of(), Set.of());
  }

  private static AccessRecord teacher(String role, String... classes) {
    return TestRecords.of(
        "1", "T", OWN, Set.of(role), Set.of(), true, "5", Set.of(classes), Set.of(), Set.of());
  }

  private static AccessRecord student(String id, String... classes) {
    return TestRecords.of(
        id,
        "S",
        OTHER,
        Set.of(RoleName.STUDENT),
        Set.of(),
        true,
        "5",
        Set.of(),
        Set.of(classes),
        Set.of());
  }

  private static AccessRecord parent(String role, String... children) {
    return TestRecords.of(
        "1", "P", null, Set.of(role), Set.of(), true, null, Set.of(), Set.of(), Set.of(children));
  }
}
