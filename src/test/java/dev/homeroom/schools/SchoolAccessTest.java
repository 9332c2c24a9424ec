package dev.homeroom.schools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import dev.homeroom.testkit.TestRecords;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchoolAccessTest {
  private static final String OWN = "1";
  private static final String OTHER = "2";

  @Test
  void maySee_isEverybodyOfTheSchool_andNobodyOfAnother() {
    for (String role :
        new String[] {
          RoleName.SCHOOL_ADMIN,
          RoleName.TEACHER,
          RoleName.STAFF,
          RoleName.STUDENT,
          RoleName.PARENT,
          "LIBRARIAN"
        }) {
      assertThat(SchoolAccess.maySee(person(OWN, role), OWN)).as(role).isTrue();
      assertThat(SchoolAccess.maySee(person(OWN, role), OTHER)).as(role).isFalse();
      assertThat(SchoolAccess.maySee(person(OWN, role), "x'--")).as(role).isFalse();
      assertThat(SchoolAccess.maySee(person(null, role), OWN)).as(role).isFalse();
    }
    assertThat(SchoolAccess.maySee(person(null, RoleName.SUPER_ADMIN), OTHER)).isTrue();
  }

  @Test
  void maySee_isAParentOfAStudentThere_whateverTheParentsOwnSchool() {
    assertThat(SchoolAccess.maySee(parent(null, OTHER), OTHER)).isTrue();
    assertThat(SchoolAccess.maySee(parent(null, OTHER), OWN)).isFalse();
    assertThat(SchoolAccess.maySee(parent(OWN, OWN, OTHER), OTHER)).isTrue();
    assertThat(SchoolAccess.maySee(parent(OWN, OWN, "99"), OTHER)).isFalse();
    AccessRecord noParent = TestRecords.withChildSchools(person(OWN, RoleName.STAFF), OTHER);
    assertThat(SchoolAccess.maySee(noParent, OTHER)).as("a link without the role").isFalse();
  }

  @Test
  void mayChange_isTheSchoolsAdministrator_aCustomRoleThatMayWriteSchools_andASuperAdministrator() {
    assertThat(SchoolAccess.mayChange(person(OWN, RoleName.SCHOOL_ADMIN), OWN)).isTrue();
    assertThat(SchoolAccess.mayChange(person(OWN, RoleName.SCHOOL_ADMIN), OTHER)).isFalse();
    assertThat(SchoolAccess.mayChange(person(null, RoleName.SUPER_ADMIN), OTHER)).isTrue();
    AccessRecord secretary =
        TestRecords.of(
            "9",
            "P",
            OWN,
            Set.of("SECRETARY"),
            Set.of("schools:write"),
            true,
            null,
            Set.of(),
            Set.of(),
            Set.of());
    assertThat(SchoolAccess.mayChange(secretary, OWN)).isTrue();
    assertThat(SchoolAccess.mayChange(secretary, OTHER)).isFalse();
    for (String role :
        new String[] {RoleName.TEACHER, RoleName.STAFF, RoleName.STUDENT, RoleName.PARENT}) {
      assertThat(SchoolAccess.mayChange(person(OWN, role), OWN)).as(role).isFalse();
    }
  }

  @Test
  void mayChangeAll_isASuperAdministratorAlone() {
    assertThat(SchoolAccess.mayChangeAll(person(null, RoleName.SUPER_ADMIN))).isTrue();
    assertThat(SchoolAccess.mayChangeAll(person(OWN, RoleName.SCHOOL_ADMIN))).isFalse();
  }

  @Test
  void inactivePeople_mayDoNothing() {
    AccessRecord left =
        TestRecords.of(
            "9",
            "P",
            OWN,
            Set.of(RoleName.SUPER_ADMIN, RoleName.SCHOOL_ADMIN, RoleName.PARENT),
            Set.of("schools:write"),
            false,
            null,
            Set.of(),
            Set.of(),
            Set.of());
    assertThat(SchoolAccess.maySee(left, OWN)).isFalse();
    assertThat(SchoolAccess.maySee(TestRecords.withChildSchools(left, OTHER), OTHER)).isFalse();
    assertThat(SchoolAccess.mayChange(left, OWN)).isFalse();
    assertThat(SchoolAccess.mayChangeAll(left)).isFalse();
  }

  private static AccessRecord person(String schoolId, String role) {
    return TestRecords.of(
        "9", "P", schoolId, Set.of(role), Set.of(), true, null, Set.of(), Set.of(), Set.of());
  }

  private static AccessRecord parent(String schoolId, String... childSchools) {
    return TestRecords.withChildSchools(person(schoolId, RoleName.PARENT), childSchools);
  }
}
