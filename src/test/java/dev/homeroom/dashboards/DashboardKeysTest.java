package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Tag;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DashboardKeysTest {
  private static final Viewed TOM = new Viewed("42", "3", "7");

  @Test
  void key_namesSchoolPersonWidgetAndTerm() {
    assertThat(DashboardService.key(DashboardService.TEACHER, "today", TOM).text())
        .isEqualTo("s3:dashboard:teacher:42:today:7");
    assertThat(DashboardService.key(DashboardService.STUDENT, "due", TOM).text())
        .isEqualTo("s3:dashboard:student:42:due:7");
  }

  @Test
  void key_outsideAnyTerm_isAnotherOne() {
    Viewed outside = new Viewed("42", "3", null);

    assertThat(DashboardService.key(DashboardService.TEACHER, "today", outside).text())
        .isEqualTo("s3:dashboard:teacher:42:today:none");
  }

  @Test
  void key_carriesTheTagsThatWritesReplace() {
    CacheKey<Object> today = DashboardService.key(DashboardService.TEACHER, "today", TOM);
    CacheKey<Object> notices = DashboardService.key(DashboardService.TEACHER, "notices", TOM);

    assertThat(today.tags())
        .contains(Tag.of("user", "42"), Tag.of("school", "3"))
        .doesNotContain(Tag.of("notices", "3"));
    assertThat(notices.tags()).contains(Tag.of("user", "42"), Tag.of("notices", "3"));
  }

  @Test
  void regions_areFreshForFiveMinutesAndStaleForTen() {
    assertThat(DashboardService.TEACHER.ttl()).isEqualTo(Duration.ofMinutes(5));
    assertThat(DashboardService.STUDENT.staleAllowance()).isEqualTo(Duration.ofMinutes(10));
  }
}
