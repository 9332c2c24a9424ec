package dev.homeroom.schools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.readthrough.TestCache;
import dev.homeroom.http.ListQuery;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.KeptKeys;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchoolKeysTest {
  private static final ListQuery ALL =
      ListQuery.of(new MultivaluedHashMap<>(), List.of("name"), Set.of());
  private static final ListQuery TERMS =
      ListQuery.of(new MultivaluedHashMap<>(), List.of("starts_on"), Set.of());

  @Test
  void schools_keepTheKeysAndTagsOfTheGoldenFile() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);
    try (KeptKeys kept = new KeptKeys()) {
      TestBeans beans =
          new TestBeans(TestDatabase.oneClass(), clock)
              .with(CacheService.class, TestCache.readOnly(clock, kept));
      CachedSchools schools = beans.get(CachedSchools.class);

      schools.school("900011");
      schools.subscription("900011");
      schools.schools(ALL);
      beans.get(CachedTerms.class).list("900011", TERMS);

      List<String> golden = new ArrayList<>(KeptKeys.golden("school"));
      golden.addAll(KeptKeys.golden("subscription"));
      golden.addAll(KeptKeys.golden("terms"));
      assertThat(kept.lines()).containsExactlyInAnyOrderElementsOf(golden).hasSize(6);
    }
  }

  @Test
  void regions_liveForADay_asEachWriteReplacesTheirTags() {
    assertThat(CachedSchools.SUBSCRIPTION.ttl()).isEqualTo(Duration.ofHours(24));
    assertThat(CachedSchools.SCHOOL.ttl()).isEqualTo(Duration.ofHours(24));
    assertThat(CachedTerms.TERMS.ttl()).isEqualTo(Duration.ofHours(24));
    assertThat(CachedSchools.SCHOOLS.ttl()).isEqualTo(Duration.ofMinutes(10));
  }
}
