package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.generations.PollResult;
import dev.homeroom.cache.readthrough.Parts;
import dev.homeroom.cache.readthrough.TestCache;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.GenerationWriter;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.KeptKeys;
import dev.homeroom.testkit.KeptMetrics;
import dev.homeroom.time.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DashboardKeysTest {
  private static final Viewed TOM = new Viewed("42", "3", "7");

  @Test
  void key_namesSchoolPersonWidgetAndTerm() {
    assertThat(new WidgetKeys(DashboardService.TEACHER, TOM).of("today").text())
        .isEqualTo("s3:dashboard:teacher:42:today:7");
    assertThat(new WidgetKeys(DashboardService.STUDENT, TOM).of("due").text())
        .isEqualTo("s3:dashboard:student:42:due:7");
  }

  @Test
  void key_outsideAnyTerm_isAnotherOne() {
    Viewed outside = new Viewed("42", "3", null);

    assertThat(new WidgetKeys(DashboardService.TEACHER, outside).of("today").text())
        .isEqualTo("s3:dashboard:teacher:42:today:none");
  }

  @Test
  void key_carriesTheTagsThatWritesReplace() {
    CacheKey<Object> today = new WidgetKeys(DashboardService.TEACHER, TOM).of("today");
    CacheKey<Object> notices = new WidgetKeys(DashboardService.TEACHER, TOM).of("notices");

    assertThat(today.tags())
        .contains(Tag.of("user", "42"), Tag.of("school", "3"))
        .doesNotContain(Tag.of("notices", "3"));
    assertThat(notices.tags()).contains(Tag.of("user", "42"), Tag.of("notices", "3"));
  }

  @Test
  void dashboards_keepTheKeysAndTagsOfTheGoldenFile() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);
    Generations generations = new Generations(clock, () -> 0, GenerationLimits.SHIPPED);
    generations.complete(generations.begin(), new PollResult(Map.of(), false, Map.of(), Set.of()));
    Parts parts =
        TestCache.parts(
            generations, new NoWriter(), new JsonFormat(), clock, () -> 0, CacheRecorder.none());
    try (KeptKeys kept = new KeptKeys()) {
      DashboardService service =
          new TestBeans(TestDatabase.oneClass(), clock)
              .with(CacheService.class, TestCache.real(parts, kept))
              .with(MetricRegistry.class, new KeptMetrics().registry())
              .with(Ticker.class, () -> 0)
              .get(DashboardService.class);

      service.teacher(person("900102", "900031"), false);
      service.student(person("900103", "900031"), false);
      service.student(person("900104", null), false);

      assertThat(kept.lines()).isEqualTo(KeptKeys.golden("dashboard:")).hasSize(18);
    }
  }

  private static AccessRecord person(String id, @Nullable String termId) {
    return new AccessRecord(
        id, "", "900011", Set.of(), Set.of(), true, termId, Set.of(), Set.of(), Set.of());
  }

  /** Nobody writes here. */
  private static final class NoWriter implements GenerationWriter {
    @Override
    public void replace(Collection<Tag> tags) {
      throw new IllegalStateException("nobody writes here");
    }

    @Override
    public boolean inTransaction() {
      return false;
    }
  }

  @Test
  void regions_areFreshForFiveMinutesAndStaleForTen() {
    assertThat(DashboardService.TEACHER.ttl()).isEqualTo(Duration.ofMinutes(5));
    assertThat(DashboardService.STUDENT.staleAllowance()).isEqualTo(Duration.ofMinutes(10));
  }
}
