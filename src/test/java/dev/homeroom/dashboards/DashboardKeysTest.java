package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Tag;
import dev.homeroom.testkit.KeptKeys;
import dev.homeroom.testkit.TestRecords;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DashboardKeysTest {
  private static final Viewed TOM = Viewed.of("42", "", "3", "7");

  @Test
  void key_namesSchoolPersonWidgetAndTerm() {
    assertThat(key(new TeacherDashboard(), "today", TOM).text())
        .isEqualTo("s3:dashboard:teacher:42:today:7");
    assertThat(key(new StudentDashboard(), "due", TOM).text())
        .isEqualTo("s3:dashboard:student:42:due:7");
  }

  @Test
  void key_outsideAnyTerm_isAnotherOne() {
    Viewed outside = Viewed.of("42", "", "3", null);

    assertThat(key(new TeacherDashboard(), "today", outside).text())
        .isEqualTo("s3:dashboard:teacher:42:today:none");
  }

  @Test
  void key_carriesTheTagsThatWritesReplace() {
    CacheKey<?> today = key(new TeacherDashboard(), "today", TOM);
    CacheKey<?> notices = key(new TeacherDashboard(), "notices", TOM);

    assertThat(today.tags())
        .contains(Tag.of("user", "42"), Tag.of("school", "3"))
        .doesNotContain(Tag.of("notices", "3"));
    assertThat(notices.tags()).contains(Tag.of("user", "42"), Tag.of("notices", "3"));
  }

  private static CacheKey<?> key(RoleDashboard of, String widget, Viewed viewed) {
    return of.dashboard().widgets().stream()
        .filter(each -> each.name().equals(widget))
        .map(each -> ((StoredWidget<?>) each).key(viewed))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void dashboards_keepTheKeysAndTagsOfTheGoldenFile() {
    try (KeptKeys kept = new KeptKeys();
        FamilyFixture at = FamilyFixture.keeping(kept)) {
      for (String id : List.of("900103", FamilyFixture.MIA, FamilyFixture.STAN)) {
        at.readOwn(at.records.get(id));
      }
      at.readOwn(outsideAnyTerm(at.records.get("900104")));
      for (RoleDashboard each : List.of(at.roles.teachers, at.roles.parents)) {
        at.read(each, FamilyFixture.TOM, FamilyFixture.TOM);
      }
      at.readOwn(at.records.get(FamilyFixture.HEAD));
      at.readOwn(at.records.get(FamilyFixture.SUPER));

      assertThat(kept.lines()).isEqualTo(KeptKeys.golden("dashboard:")).hasSizeGreaterThan(60);
    }
  }

  private static AccessRecord outsideAnyTerm(AccessRecord of) {
    return TestRecords.of(
        of.id(),
        of.name(),
        of.schoolId(),
        of.roles(),
        of.permissions(),
        of.active(),
        null,
        of.taughtClasses(),
        of.enrolledClasses(),
        of.children());
  }

  @Test
  void regions_areFreshForFiveMinutes_theDistrictsForOne_andStaleForTen() {
    List<Region<?>> ofSchools =
        List.of(
            SchoolAdminDashboard.REGION,
            TeacherDashboard.REGION,
            StaffDashboard.REGION,
            StudentDashboard.REGION,
            ParentDashboard.REGION,
            ParentDashboard.FEES,
            SchoolEntries.REGION,
            SchoolEntries.STUDENTS);
    assertThat(ofSchools)
        .allSatisfy(region -> assertThat(region.ttl()).isEqualTo(Duration.ofMinutes(5)))
        .allSatisfy(
            region -> assertThat(region.staleAllowance()).isEqualTo(Duration.ofMinutes(10)));
    assertThat(SuperAdminDashboard.REGION.ttl()).isEqualTo(Duration.ofMinutes(1));
  }
}
