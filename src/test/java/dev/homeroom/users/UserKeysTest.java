package dev.homeroom.users;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.homeroom.http.ListQuery;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.KeptKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserKeysTest {
  @Test
  void users_keepTheKeysAndTagsOfTheGoldenFile() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);
    Generations generations = new Generations(clock, () -> 0, GenerationLimits.SHIPPED);
    generations.complete(generations.begin(), new PollResult(Map.of(), false, Map.of(), Set.of()));
    Parts parts =
        TestCache.parts(
            generations, new NoWriter(), new JsonFormat(), clock, () -> 0, CacheRecorder.none());
    try (KeptKeys kept = new KeptKeys()) {
      CachedUsers users =
          new TestBeans(TestDatabase.oneClass(), clock)
              .with(CacheService.class, TestCache.real(parts, kept))
              .get(CachedUsers.class);

      users.user("900103", "900011");
      users.user("900100", null);
      users.list(query("school=900011", "class=900051"));
      users.list(query("q=ann"));

      assertThat(kept.lines())
          .containsExactlyInAnyOrderElementsOf(KeptKeys.golden("user"))
          .hasSize(6);
    }
  }

  @Test
  void regions_liveAsLongAsTheTableOfRegionsSays() {
    assertThat(CachedUsers.USER.ttl()).isEqualTo(Duration.ofMinutes(15));
    assertThat(CachedUsers.LISTS.ttl()).isEqualTo(Duration.ofMinutes(10));
  }

  private static ListQuery query(String... parameters) {
    return ListQuery.of(
        UserListsTest.map(parameters), List.of("name"), Set.of("q", "school", "class"));
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
}
