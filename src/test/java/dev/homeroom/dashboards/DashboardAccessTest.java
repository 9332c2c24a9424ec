package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import dev.homeroom.testkit.TestRecords;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DashboardAccessTest {
  private static final AccessRecord SUPER = person("1", null, RoleName.SUPER_ADMIN);
  private static final AccessRecord HEAD = person("2", "10", RoleName.SCHOOL_ADMIN);
  private static final AccessRecord TEACHER = teacher("3", "10", "100", "101");
  private static final AccessRecord STUDENT = student("4", "10", "101");
  private static final AccessRecord PARENT = parent("5", "10", "4");
  private static final AccessRecord STAFF = person("6", "10", RoleName.STAFF);
  private static final AccessRecord OTHER_STUDENT = student("7", "20", "200");

  @Test
  void mayView_oneself_isAllowedToAll() {
    for (AccessRecord self : Set.of(SUPER, HEAD, TEACHER, STUDENT, PARENT, STAFF)) {
      assertThat(DashboardAccess.mayView(self, self)).as(self.id()).isTrue();
    }
  }

  @Test
  void mayView_superAdmin_seesEverybody() {
    assertThat(DashboardAccess.mayView(SUPER, OTHER_STUDENT)).isTrue();
    assertThat(DashboardAccess.mayView(SUPER, HEAD)).isTrue();
  }

  @Test
  void mayView_schoolAdmin_seesOwnSchoolOnly() {
    assertThat(DashboardAccess.mayView(HEAD, TEACHER)).isTrue();
    assertThat(DashboardAccess.mayView(HEAD, STUDENT)).isTrue();
    assertThat(DashboardAccess.mayView(HEAD, OTHER_STUDENT)).isFalse();
    assertThat(DashboardAccess.mayView(HEAD, SUPER)).isFalse();
  }

  @Test
  void mayView_schoolAdminWithoutSchool_doesNotSeePeopleWithoutSchool() {
    AccessRecord lost = person("8", null, RoleName.SCHOOL_ADMIN);

    assertThat(DashboardAccess.mayView(lost, SUPER)).isFalse();
    assertThat(DashboardAccess.mayView(lost, STUDENT)).isFalse();
  }

  @Test
  void mayView_teacher_seesStudentsOfOwnClassesOnly() {
    assertThat(DashboardAccess.mayView(TEACHER, STUDENT)).isTrue();
    assertThat(DashboardAccess.mayView(TEACHER, student("9", "10", "102"))).isFalse();
    assertThat(DashboardAccess.mayView(TEACHER, OTHER_STUDENT)).isFalse();
    assertThat(DashboardAccess.mayView(TEACHER, teacher("11", "10", "101"))).isFalse();
  }

  @Test
  void mayView_formerTeacher_seesNobody() {
    AccessRecord former =
        TestRecords.of(
            "3", "T", "10", Set.of(), Set.of(), true, "5", Set.of("101"), Set.of(), Set.of());

    assertThat(DashboardAccess.mayView(former, STUDENT)).isFalse();
  }

  @Test
  void mayView_parent_seesOwnChildrenOnly() {
    assertThat(DashboardAccess.mayView(PARENT, STUDENT)).isTrue();
    assertThat(DashboardAccess.mayView(PARENT, OTHER_STUDENT)).isFalse();
    assertThat(DashboardAccess.mayView(PARENT, TEACHER)).isFalse();
  }

  @Test
  void mayView_studentAndStaff_seeNobodyElse() {
    assertThat(DashboardAccess.mayView(STUDENT, TEACHER)).isFalse();
    assertThat(DashboardAccess.mayView(STUDENT, student("9", "10", "101"))).isFalse();
    assertThat(DashboardAccess.mayView(STAFF, STUDENT)).isFalse();
  }

  @Test
  void mayView_inactiveCaller_seesNobody_notEvenOneself() {
    AccessRecord disabled =
        TestRecords.of(
            "1",
            "S",
            null,
            Set.of(RoleName.SUPER_ADMIN),
            Set.of(),
            false,
            null,
            Set.of(),
            Set.of(),
            Set.of());

    assertThat(DashboardAccess.mayView(disabled, STUDENT)).isFalse();
    assertThat(DashboardAccess.mayView(disabled, disabled)).isFalse();
  }

  @Test
  void mayView_customRoleWithDashboards_seesTheOwnSchoolOnly() {
    AccessRecord desk = custom("12", "10", "dashboards:read");
    assertThat(DashboardAccess.mayView(desk, STUDENT)).isTrue();
    assertThat(DashboardAccess.mayView(desk, HEAD)).isTrue();
    assertThat(DashboardAccess.mayView(desk, OTHER_STUDENT)).isFalse();
    assertThat(DashboardAccess.mayView(desk, SUPER)).isFalse();
    assertThat(DashboardAccess.mayView(custom("12", "10", "users:read"), STUDENT)).isFalse();
  }

  private static AccessRecord custom(String id, String school, String permission) {
    return TestRecords.of(
        id,
        "P" + id,
        school,
        Set.of("desk"),
        Set.of(permission),
        true,
        "5",
        Set.of(),
        Set.of(),
        Set.of());
  }

  private static AccessRecord person(String id, String school, String role) {
    return record(id, school, role, Set.of(), Set.of(), Set.of());
  }

  private static AccessRecord teacher(String id, String school, String... classes) {
    return record(id, school, RoleName.TEACHER, Set.of(classes), Set.of(), Set.of());
  }

  private static AccessRecord student(String id, String school, String... classes) {
    return record(id, school, RoleName.STUDENT, Set.of(), Set.of(classes), Set.of());
  }

  private static AccessRecord parent(String id, String school, String... children) {
    return record(id, school, RoleName.PARENT, Set.of(), Set.of(), Set.of(children));
  }

  private static AccessRecord record(
      String id,
      String school,
      String role,
      Set<String> taught,
      Set<String> enrolled,
      Set<String> children) {
    return TestRecords.of(
        id, "P" + id, school, Set.of(role), Set.of(), true, "5", taught, enrolled, children);
  }
}
