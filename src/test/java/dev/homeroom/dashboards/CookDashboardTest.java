package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.cache.Answer;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Tag;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.TestRecords;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The widget that docs/extend.md shows, and the dashboard of a seventh role; today is Friday. */
class CookDashboardTest {
  private static final AccessRecord COOK = cook("900115", FamilyFixture.SCHOOL);

  private final DataSource database = FamilyFixture.database();
  private final FamilyFixture at = new FamilyFixture(database);
  private final CookDashboard cooks = at.beans.get(CookDashboard.class);

  @BeforeEach
  void makeTable() {
    TestDatabase.run(database, "/fixture/menu.sql");
    at.queries.update("insert into menu values (900011, 5, 'Goulash', 'Lentil soup')");
  }

  @AfterEach
  void close() {
    at.close();
  }

  private static AccessRecord cook(String id, String schoolId) {
    return TestRecords.of(
        id, "C", schoolId, Set.of("cook"), Set.of(), true, null, Set.of(), Set.of(), Set.of());
  }

  private Map<String, Answer<?>> read(AccessRecord cook) {
    return at.dashboards.read(cooks.dashboard(), cooks.of(cook, cook).orElseThrow(), false);
  }

  private void assertMenu(AccessRecord cook, Outcome outcome, String json) {
    Cached<?> menu = Objects.requireNonNull(read(cook).get("menu").value());
    assertThat(menu.outcome()).isEqualTo(outcome);
    assertThat(new String(menu.payload(), StandardCharsets.UTF_8)).isEqualTo(json);
  }

  @Test
  void menu_isThatOfToday_untilAWriteReplacesItsTag() {
    String soup = "{\"date\":\"2026-11-20\",\"main\":\"Goulash\",\"vegetarian\":\"Lentil soup\"}";
    assertMenu(COOK, Outcome.MISS, soup);
    assertMenu(COOK, Outcome.HIT, soup);

    at.queries.update("update menu set main = 'Lasagne' where weekday = 5");
    at.service.invalidate(List.of(Tag.of("menu", FamilyFixture.SCHOOL, "MONDAY")));
    assertMenu(COOK, Outcome.HIT, soup);
    at.service.invalidate(List.of(Tag.of("menu", FamilyFixture.SCHOOL, "FRIDAY")));
    assertMenu(COOK, Outcome.MISS, soup.replace("Goulash", "Lasagne"));
  }

  @Test
  void menu_ofASchoolWithoutOne_hasNoDishes_byTheSchoolsOwnDay() {
    assertMenu(
        cook("900117", FamilyFixture.OTHER_SCHOOL),
        Outcome.MISS,
        "{\"date\":\"2026-11-21\",\"main\":null,\"vegetarian\":null}");
  }

  @Test
  void dashboard_hasTheWidgetsInTheirOrder_andIsOfCooksAlone() {
    assertThat(read(COOK).keySet()).containsExactly("menu", "notices");
    assertThat(read(COOK).values()).allMatch(answer -> answer.value() != null);
    AccessRecord stan = at.records.get(FamilyFixture.STAN);
    assertThat(cooks.of(stan, stan)).isEmpty();
  }
}
