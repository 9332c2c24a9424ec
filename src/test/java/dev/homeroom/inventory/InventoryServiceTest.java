package dev.homeroom.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture;
import dev.homeroom.cache.readthrough.TestCache;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.KeptKeys;
import dev.homeroom.testkit.TestRecords;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InventoryServiceTest {
  private static final String SCHOOL = "900011";
  private static final String OTHER_SCHOOL = "900012";
  private static final String MARKERS = "900801";

  private final DataSource database = TestDatabase.oneClass();
  private final CacheFixture fixture = new CacheFixture();
  private final CacheService cache = fixture.service();
  private final InventoryService inventory =
      new TestBeans(database, fixture.time)
          .with(CacheService.class, cache)
          .get(InventoryService.class);

  @BeforeEach
  void fill() {
    TestDatabase.run(database, "/fixture/figures.sql");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static ListQuery query(String... parameters) {
    MultivaluedHashMap<String, String> all = new MultivaluedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      all.add(parameters[i], parameters[i + 1]);
    }
    return InventoryQuery.ofItems(all);
  }

  private static String text(List<Cached<?>> page) {
    return new String(page.get(0).payload(), StandardCharsets.UTF_8);
  }

  @Test
  void items_twice_areAMiss_thenAHit_untilTheInventoryChanges() {
    assertThat(inventory.items(SCHOOL, query()).get(0).outcome()).isEqualTo(Outcome.MISS);
    assertThat(inventory.items(SCHOOL, query()).get(0).outcome()).isEqualTo(Outcome.HIT);
    assertThat(inventory.find(SCHOOL, MARKERS).outcome()).isEqualTo(Outcome.MISS);

    cache.invalidate(List.of(Tag.of("inventory", SCHOOL)));

    assertThat(inventory.items(SCHOOL, query()).get(0).outcome()).isEqualTo(Outcome.MISS);
    assertThat(inventory.find(SCHOOL, MARKERS).outcome()).isEqualTo(Outcome.MISS);
  }

  @Test
  void items_ofAnotherSchool_areOthers_andStayWhenThisOneChanges() {
    inventory.items(OTHER_SCHOOL, query());

    assertThat(text(inventory.items(SCHOOL, query()))).doesNotContain("Canary");
    cache.invalidate(List.of(Tag.of("inventory", SCHOOL)));
    assertThat(inventory.items(OTHER_SCHOOL, query()).get(0).outcome()).isEqualTo(Outcome.HIT);
  }

  @Test
  void items_ofEachQuery_areAnEntryOfTheirOwn() {
    inventory.items(SCHOOL, query());

    for (ListQuery other :
        List.of(
            query("q", "a"),
            query("category", "900791"),
            query("low", "true"),
            query("low", "false"),
            query("sort", "-name"),
            query("sort", "quantity"),
            query("page", "1"),
            query("size", "2"))) {
      assertThat(inventory.items(SCHOOL, other).get(0).outcome()).isEqualTo(Outcome.MISS);
    }
  }

  @Test
  void items_pastTheirTtl_ofADatabaseThatFails_areStale() {
    inventory.items(SCHOOL, query());
    new Queries(database).update("drop table inventory_movement");
    new Queries(database).update("drop table inventory_item");
    fixture.pass(Duration.ofMinutes(6));

    assertThat(inventory.items(SCHOOL, query()).get(0).outcome()).isEqualTo(Outcome.STALE);
  }

  @Test
  void items_ofAMissingSchool_areNotFound() {
    assertThat(code(() -> inventory.items("77", query()))).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(code(() -> inventory.categories("x", query()))).isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void find_ofAnotherSchoolsItem_isAbsent() {
    assertThat(inventory.find(SCHOOL, "900807").isAbsent()).isTrue();
    assertThat(inventory.find(OTHER_SCHOOL, "900807").value().name()).isEqualTo("Canary beakers");
  }

  @Test
  void find_ofAnInactiveItem_saysSo() {
    Cached<ItemView> slides = inventory.find(SCHOOL, "900806");

    assertThat(slides.value().active()).isFalse();
  }

  @Test
  void schoolOf_isTheCallersOwn_orForSuperAdministratorsThatOfTheItem() {
    AccessRecord staff = caller("STAFF", SCHOOL);
    AccessRecord superAdmin = caller("SUPER_ADMIN", null);

    assertThat(inventory.schoolOf(staff, "900807")).isEqualTo(SCHOOL);
    assertThat(inventory.schoolOf(staff, "1")).isEqualTo(SCHOOL);
    assertThat(inventory.schoolOf(superAdmin, "900807")).isEqualTo(OTHER_SCHOOL);
    assertThat(code(() -> inventory.schoolOf(superAdmin, "1"))).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(code(() -> inventory.schoolOf(caller("PARENT", SCHOOL), MARKERS)))
        .isEqualTo(ErrorCode.FORBIDDEN);
  }

  private static AccessRecord caller(String role, @Nullable String school) {
    Set<String> permissions = role.equals("PARENT") ? Set.of() : Set.of("inventory:read");
    return TestRecords.of(
        "9", "", school, Set.of(role), permissions, true, null, Set.of(), Set.of(), Set.of());
  }

  private static ErrorCode code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(ProblemException.class, call).code();
  }

  @Test
  void inventory_keepsTheKeysAndTagsOfTheGoldenFile() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);
    try (KeptKeys kept = new KeptKeys()) {
      InventoryService service =
          new TestBeans(database, clock)
              .with(CacheService.class, TestCache.readOnly(clock, kept))
              .get(InventoryService.class);

      service.items(SCHOOL, query("school", SCHOOL, "low", "true"));
      service.categories(SCHOOL, query());
      service.find(SCHOOL, MARKERS);

      assertThat(kept.lines()).isEqualTo(KeptKeys.golden("inventory")).hasSize(5);
    }
  }
}
