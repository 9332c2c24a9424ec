package dev.homeroom.schools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.auth.TestAccess;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.readthrough.CacheFixture;
import dev.homeroom.figures.CountedQueries;
import dev.homeroom.http.ListQuery;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Lists and views of schools and terms ask as many statements for many rows as for few. */
class SchoolStatementsTest {
  private static final String SCHOOL = "900011";
  private static final String TERM = "900031";
  private static final String PAUL = "900106";

  /** Schools, terms with holidays, people; and children of Paul. */
  private static final List<String> MANY =
      List.of(
          "insert into school (id, district_id, name, time_zone, currency, plan, seats,"
              + " subscribed_until) select x, 900001, 'School ' || x, 'UTC', 'EUR', 'p', 1,"
              + " date '2027-01-01' from system_range(1, 150)",
          "insert into term (id, school_id, academic_year_id, name, starts_on, ends_on)"
              + " select x, 900011, 900021, 'T' || x, dateadd(day, 2 * x, date '2020-01-01'),"
              + " dateadd(day, 2 * x + 1, date '2020-01-01') from system_range(1, 150)",
          "insert into holiday (school_id, on_date, name)"
              + " select 900011, dateadd(day, 2 * x, date '2020-01-01'), 'H'"
              + " from system_range(1, 150)",
          "insert into holiday (school_id, on_date, name)"
              + " select 900011, dateadd(day, x, date '2026-11-12'), 'H' from system_range(1, 20)",
          "insert into person (id, school_id, name, kind) select x, 900011, 'P', 'student'"
              + " from system_range(1, 150)",
          "insert into parent_child (parent_id, child_id) select 900106, x"
              + " from system_range(1, 49)");

  private final CountedQueries queries = new CountedQueries(TestDatabase.oneClass());
  private final Map<String, Integer> rows = new LinkedHashMap<>();

  @Test
  void pages() {
    Map<String, Integer> few = read();
    assertThat(rows).containsEntry("schools", 1).containsEntry("terms", 1).containsEntry("term", 1);
    MANY.forEach(queries::update);

    Map<String, Integer> many = read();

    assertThat(rows)
        .containsEntry("schools", 151)
        .containsEntry("terms", 151)
        .containsEntry("term", 21);
    assertThat(many).isEqualTo(few);
  }

  private Map<String, Integer> read() {
    DataSource none = TestDatabase.bare();
    try (CacheFixture fixture = new CacheFixture()) {
      TestBeans beans =
          new TestBeans(none, fixture.time)
              .with(Queries.class, queries)
              .with(CacheService.class, fixture.service());
      AccessRecords records = TestAccess.over(beans);
      beans.with(AccessRecords.class, records);
      CachedSchools schools = beans.get(CachedSchools.class);
      Map<String, Integer> asked = new LinkedHashMap<>();
      asked.put("schools", rows("schools", () -> schools.schools(query("name"))));
      asked.put("by end", rows("by end", () -> schools.schools(query("subscribed_until"))));
      asked.put("q", rows("q", () -> schools.schools(query("name", "q", "school"))));
      asked.put(
          "terms",
          rows("terms", () -> beans.get(CachedTerms.class).list(SCHOOL, query("starts_on"))));
      asked.put("school", queries.during(() -> schools.school(SCHOOL)));
      asked.put("subscription", queries.during(() -> schools.subscription(SCHOOL)));
      TermService terms = beans.get(TermService.class);
      asked.put(
          "term",
          queries.during(() -> rows.put("term", terms.get(SCHOOL, TERM).holidays().size())));
      asked.put("a parent's right", queries.during(() -> isRefused(records)));
      return asked;
    }
  }

  private static void isRefused(AccessRecords records) {
    AccessRecord paul = records.find(PAUL).orElseThrow();
    assertThat(SchoolAccess.maySee(paul, "999")).isFalse();
  }

  private interface Page {
    List<Cached<?>> read();
  }

  private int rows(String name, Page page) {
    return queries.during(
        () -> {
          String json = new String(page.read().get(0).payload(), StandardCharsets.UTF_8);
          rows.put(name, json.split("\"id\":", -1).length - 1);
        });
  }

  private static ListQuery query(String sort, String... filter) {
    MultivaluedHashMap<String, String> all = new MultivaluedHashMap<>();
    all.add("size", "200");
    all.add("sort", sort);
    for (int i = 0; i < filter.length; i += 2) {
      all.add(filter[i], filter[i + 1]);
    }
    return ListQuery.of(all, List.of("name", "subscribed_until", "starts_on"), Set.of("q"));
  }
}
