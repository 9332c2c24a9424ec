package dev.homeroom.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.readthrough.TestCache;
import dev.homeroom.http.ListQuery;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.KeptKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserKeysTest {
  @Test
  void users_keepTheKeysAndTagsOfTheGoldenFile() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);
    try (KeptKeys kept = new KeptKeys()) {
      CachedUsers users =
          new TestBeans(TestDatabase.oneClass(), clock)
              .with(CacheService.class, TestCache.readOnly(clock, kept))
              .get(CachedUsers.class);

      users.withContact(users.user("900103", "900011"), "900011");
      users.user("900100", null);
      users.list(query("school=900011", "class=900051"));
      users.list(query("q=ann"));

      assertThat(kept.lines())
          .containsExactlyInAnyOrderElementsOf(KeptKeys.golden("user"))
          .hasSize(7);
    }
  }

  @Test
  void regions_liveAsLongAsTheTableOfRegionsSays() {
    assertThat(CachedUsers.USER.ttl()).isEqualTo(Duration.ofMinutes(15));
    assertThat(CachedUsers.CONTACT.ttl()).isEqualTo(Duration.ofMinutes(15));
    assertThat(CachedUsers.CONTACT.staleAllowance()).isEqualTo(Duration.ofMinutes(10));
    assertThat(CachedUsers.LISTS.ttl()).isEqualTo(Duration.ofMinutes(10));
  }

  private static ListQuery query(String... parameters) {
    return ListQuery.of(
        UserListsTest.map(parameters), List.of("name"), Set.of("q", "school", "class"));
  }
}
