package dev.homeroom.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.DataClass;
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
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleKeysTest {
  private static final ListQuery ALL =
      ListQuery.of(new MultivaluedHashMap<>(), List.of("name"), Set.of());

  @Test
  void roles_keepTheKeysAndTagsOfTheGoldenFile() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);
    try (KeptKeys kept = new KeptKeys()) {
      CachedRoles roles =
          new TestBeans(TestDatabase.oneClass(), clock)
              .with(CacheService.class, TestCache.readOnly(clock, kept))
              .get(CachedRoles.class);

      roles.role("TEACHER");
      roles.roles(ALL);

      assertThat(kept.lines())
          .containsExactlyInAnyOrderElementsOf(KeptKeys.golden("role"))
          .hasSize(3);
    }
  }

  @Test
  void regions_areOfRights_andLiveForAnHour() {
    assertThat(List.of(CachedRoles.ROLE, CachedRoles.ROLES))
        .allSatisfy(
            region -> {
              assertThat(region.dataClass()).isEqualTo(DataClass.AUTHZ);
              assertThat(region.ttl()).isEqualTo(Duration.ofHours(1));
            });
  }
}
