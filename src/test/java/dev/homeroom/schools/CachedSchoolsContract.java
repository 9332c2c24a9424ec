package dev.homeroom.schools;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.ListQuery;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.Databases;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schools, terms and subscriptions as they are read, through the cache. */
abstract class CachedSchoolsContract {
  private static final String SCHOOL = "900011";

  private final CacheFixture fixture = new CacheFixture();
  private HikariDataSource pool;
  private Queries queries;
  private CachedSchools schools;
  private CachedTerms terms;
  private CacheService cache;

  abstract Databases.Address address();

  abstract DatabaseKind kind();

  @BeforeEach
  void make() {
    pool = address().pool(6);
    TestDatabase.run(pool, "/fixture/one-class.sql");
    queries = new Queries(pool);
    cache = fixture.service();
    TestBeans beans = new TestBeans(pool, fixture.time).with(CacheService.class, cache);
    schools = beans.get(CachedSchools.class);
    terms = beans.get(CachedTerms.class);
  }

  @AfterEach
  void close() {
    fixture.close();
    pool.close();
  }

  @Test
  void school_isAMiss_thenAHit_untilItsTagIsReplaced() {
    assertThat(schools.school(SCHOOL).outcome()).isEqualTo(Outcome.MISS);
    Cached<SchoolView> second = schools.school(SCHOOL);
    assertThat(second.outcome()).isEqualTo(Outcome.HIT);
    assertThat(second.value().timeZone()).isEqualTo("Europe/Berlin");
    assertThat(new String(second.payload(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"id\":\"900011\",\"name\":\"Fixture School\",\"time_zone\":\"Europe/Berlin\","
                + "\"currency\":\"EUR\",\"pass_mark\":50.0,\"plan\":\"standard\",\"seats\":100,"
                + "\"subscribed_until\":\"2027-11-20\",\"version\":0}");

    queries.update("update school set name = 'Renamed' where id = 900011");
    cache.invalidate(SchoolService.tags(SCHOOL));
    assertThat(schools.school(SCHOOL).value().name()).isEqualTo("Renamed");
    assertThat(schools.school("1").isAbsent()).isTrue();
  }

  @Test
  void subscription_countsSeats_andFollowsPeople_andTheSchoolsCalendar() {
    LocalDate today = SchoolDay.at(fixtureSchool(), fixture.time.instant()).date();
    until(today);
    assertThat(schools.subscription(SCHOOL).value())
        .isEqualTo(new SubscriptionView(SCHOOL, "standard", 100, 5, today, "active"));

    queries.update("update person set active = ? where id = 900105", false);
    queries.update("update school set seats = 4 where id = 900011");
    assertThat(schools.subscription(SCHOOL).value().seatsTaken()).isEqualTo(5);
    cache.invalidate(List.of(Tag.of("people", SCHOOL)));
    assertThat(schools.subscription(SCHOOL).value())
        .isEqualTo(new SubscriptionView(SCHOOL, "standard", 4, 4, today, "full"));

    until(today.minusDays(1));
    cache.invalidate(SchoolService.tags(SCHOOL));
    assertThat(schools.subscription(SCHOOL).value().state()).isEqualTo("over");
  }

  @Test
  void subscription_isFreshUntilTheSchoolsMidnightAtMost() {
    SchoolDay day = SchoolDay.at(fixtureSchool(), fixture.time.instant());
    until(day.date());
    schools.subscription(SCHOOL);
    fixture.pass(java.time.Duration.between(fixture.time.instant(), day.endsAt()));

    Cached<SubscriptionView> next = schools.subscription(SCHOOL);
    assertThat(next.outcome()).isEqualTo(Outcome.MISS);
    assertThat(next.value().state()).isEqualTo("over");
  }

  @Test
  void schools_areSortedByTheRootCollation_cutIntoPages_andFound() {
    for (String name : List.of("Zebra", "ähnlich", "Ährenfeld", "apfel", "École", "Eiche")) {
      queries.update(
          "insert into school (id, district_id, name, time_zone, currency, plan, seats,"
              + " subscribed_until) values (?, 900001, ?, 'UTC', 'EUR', 'p', 1, ?)",
          1_000 + name.hashCode() % 1_000,
          name,
          LocalDate.of(2027, 1, 1));
    }
    assertThat(names("size=10"))
        .containsExactly(
            "ähnlich", "Ährenfeld", "apfel", "École", "Eiche", "Fixture School", "Zebra");
    assertThat(names("size=10", "sort=-name")).startsWith("Zebra").endsWith("ähnlich");
    assertThat(names("size=2", "page=1")).containsExactly("apfel", "École");
    assertThat(names("size=2", "page=9")).isEmpty();
    assertThat(names("sort=-subscribed_until")).startsWith("Fixture School");
    assertThat(names("q=ÄH")).containsExactly("ähnlich", "Ährenfeld");
    assertThat(total("q=ÄH", "size=1")).isEqualTo(2);
    assertThat(total()).isEqualTo(7);
    assertThat(names("q=A\u0308H")).containsExactly("ähnlich", "Ährenfeld");
    assertThat(names("q=%")).isEmpty();
  }

  @Test
  void schools_areLoadedAnew_whenTheDistrictChanges() {
    assertThat(names()).containsExactly("Fixture School");
    queries.update("update school set name = 'Renamed' where id = 900011");
    assertThat(names()).containsExactly("Fixture School");
    cache.invalidate(SchoolService.tags(SCHOOL));
    assertThat(names()).containsExactly("Renamed");
  }

  @Test
  void terms_areListedByTheirFirstDay_withTheirOwnHolidays() {
    queries.update(
        "insert into term (id, school_id, academic_year_id, name, starts_on, ends_on)"
            + " values (1, 900011, 900021, 'Second', '2027-01-11', '2027-03-26'),"
            + " (2, 900011, 900021, 'Third', '2027-04-12', '2027-07-16')");
    queries.update(
        "insert into holiday (school_id, on_date, name) values (900011, '2027-02-15', 'B'),"
            + " (900011, '2027-02-14', 'A'), (900011, '2027-04-01', 'Between')");

    List<Cached<?>> page = terms.list(SCHOOL, termQuery());
    assertThat(text(page.get(0)))
        .isEqualTo(
            "[{\"id\":\"900031\",\"school_id\":\"900011\",\"academic_year\":\"Year 2026\","
                + "\"name\":\"First term\",\"starts_on\":\"2026-10-12\",\"ends_on\":\"2026-12-18\","
                + "\"holidays\":[{\"date\":\"2026-11-11\",\"name\":\"Lantern day\"}],\"version\":0},"
                + "{\"id\":\"1\",\"school_id\":\"900011\",\"academic_year\":\"Year 2026\","
                + "\"name\":\"Second\",\"starts_on\":\"2027-01-11\",\"ends_on\":\"2027-03-26\","
                + "\"holidays\":[{\"date\":\"2027-02-14\",\"name\":\"A\"},"
                + "{\"date\":\"2027-02-15\",\"name\":\"B\"}],\"version\":0},"
                + "{\"id\":\"2\",\"school_id\":\"900011\",\"academic_year\":\"Year 2026\","
                + "\"name\":\"Third\",\"starts_on\":\"2027-04-12\",\"ends_on\":\"2027-07-16\","
                + "\"holidays\":[],\"version\":0}]");
    assertThat(text(page.get(1))).isEqualTo("3");
    assertThat(all(text(terms.list(SCHOOL, termQuery("sort=-starts_on", "size=1")).get(0))))
        .containsExactly("Third");
    assertThat(text(terms.list("1", termQuery()).get(1))).isEqualTo("0");
  }

  private void until(LocalDate date) {
    queries.update("update school set subscribed_until = ? where id = 900011", date);
  }

  private School fixtureSchool() {
    return new TestBeans(pool, fixture.time).get(Schools.class).findSchool(SCHOOL).orElseThrow();
  }

  private List<String> names(String... parameters) {
    return all(text(schools.schools(query(parameters)).get(0)));
  }

  private long total(String... parameters) {
    return Long.parseLong(text(schools.schools(query(parameters)).get(1)));
  }

  private static String text(Cached<?> value) {
    return new String(value.payload(), StandardCharsets.UTF_8);
  }

  private static List<String> all(String json) {
    return Pattern.compile("\"name\":\"([^\"]*)\",\"(?:time_zone|starts_on)")
        .matcher(json)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private static ListQuery query(String... parameters) {
    return ListQuery.of(map(parameters), List.of("name", "subscribed_until"), Set.of("q"));
  }

  private static ListQuery termQuery(String... parameters) {
    return ListQuery.of(map(parameters), List.of("starts_on"), Set.of());
  }

  private static MultivaluedHashMap<String, String> map(String... parameters) {
    MultivaluedHashMap<String, String> map = new MultivaluedHashMap<>();
    for (String parameter : parameters) {
      String[] parts = parameter.split("=", 2);
      map.add(parts[0], parts[1]);
    }
    return map;
  }
}
