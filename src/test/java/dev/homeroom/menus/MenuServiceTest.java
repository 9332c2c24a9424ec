package dev.homeroom.menus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.readthrough.CacheFixture;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import java.time.DayOfWeek;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MenuServiceTest {
  private static final String SCHOOL = "900011";
  private static final String OTHER_SCHOOL = "900012";
  private static final DayOfWeek DAY = DayOfWeek.MONDAY;
  private static final Menu SOUP = new Menu("Goulash", "Lentil soup");
  private static final Menu PASTA = new Menu("Lasagne", "Gnocchi");

  private final DataSource database = TestDatabase.oneClass();
  private final CacheFixture fixture = new CacheFixture();
  private final MenuService menus =
      new TestBeans(database, fixture.time)
          .with(CacheService.class, fixture.service())
          .get(MenuService.class);

  @BeforeEach
  void makeTable() {
    TestDatabase.run(database, MenuTable.SCRIPT);
    menus.replace(SCHOOL, DAY, SOUP);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void find_twice_isAMiss_thenAHit() {
    assertFound(Outcome.MISS, SOUP);
    assertFound(Outcome.HIT, SOUP);
  }

  @Test
  void find_pastItsTtl_loadsAgain() {
    assertFound(Outcome.MISS, SOUP);
    fixture.pass(Duration.ofMinutes(61));
    assertFound(Outcome.MISS, SOUP);
  }

  @Test
  void replace_invalidates_whatWasMadeOfTheOldMenu() {
    assertFound(Outcome.MISS, SOUP);
    menus.replace(SCHOOL, DAY, PASTA);
    assertFound(Outcome.MISS, PASTA);
    assertFound(Outcome.HIT, PASTA);
  }

  @Test
  void replace_ofAnotherDay_leavesTheEntry() {
    assertFound(Outcome.MISS, SOUP);
    menus.replace(SCHOOL, DayOfWeek.TUESDAY, PASTA);
    assertFound(Outcome.HIT, SOUP);
  }

  @Test
  void find_noMenu_isAbsent_untilThereIsOne() {
    assertThat(menus.find(SCHOOL, DayOfWeek.FRIDAY).isAbsent()).isTrue();
    menus.replace(SCHOOL, DayOfWeek.FRIDAY, PASTA);
    assertThat(menus.find(SCHOOL, DayOfWeek.FRIDAY).value()).isEqualTo(PASTA);
  }

  @Test
  void find_ofAnotherSchool_isAnotherEntry() {
    assertFound(Outcome.MISS, SOUP);
    assertThat(menus.find(OTHER_SCHOOL, DAY).isAbsent()).isTrue();
    assertFound(Outcome.HIT, SOUP);
  }

  @Test
  void find_pastItsTtl_loadFails_isStale() {
    assertFound(Outcome.MISS, SOUP);
    new Queries(database).update("drop table menu");
    fixture.pass(Duration.ofMinutes(61));
    assertFound(Outcome.STALE, SOUP);
  }

  private void assertFound(Outcome outcome, Menu menu) {
    Cached<Menu> found = menus.find(SCHOOL, DAY);
    assertThat(found.outcome()).isEqualTo(outcome);
    assertThat(found.value()).isEqualTo(menu);
  }
}
