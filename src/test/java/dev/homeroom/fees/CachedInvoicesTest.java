package dev.homeroom.fees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture;
import dev.homeroom.cache.readthrough.TestCache;
import dev.homeroom.figures.CountedQueries;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.KeptKeys;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What makes a list of invoices void, and how a family's is put together from its schools. */
class CachedInvoicesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHOOL = InvoiceRowsContract.SCHOOL;
  private static final String ANN = "900103";
  private static final String BEN = "900104";
  private static final String TOM = "900102";
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final Set<String> BOTH = new TreeSet<>(Set.of(SCHOOL, "900012"));

  private final DataSource database = TestDatabase.oneClass();
  private final CountedQueries queries = new CountedQueries(database);
  private final CacheFixture fixture = CacheFixture.at(NOW);
  private final CacheService cache = fixture.service();
  private final CachedInvoices invoices = invoices(cache);

  CachedInvoicesTest() {
    InvoiceRowsContract.fill(database);
  }

  private CachedInvoices invoices(CacheService service) {
    return new TestBeans(database, Clock.fixed(NOW, ZoneOffset.UTC))
        .with(Queries.class, queries)
        .with(CacheService.class, service)
        .get(CachedInvoices.class);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static ListQuery query(String text) {
    return InvoiceRowsContract.query(text);
  }

  private static String numbers(Cached<?> rows) throws IOException {
    return String.join(
        " ",
        JSON.readTree(rows.payload()).findValuesAsText("id").stream()
            .map(id -> id.substring(3))
            .toList());
  }

  private String family(String text) throws IOException {
    CachedInvoices.FamilyPage page = invoices.ofFamily(BOTH, TOM, query(text));
    return numbers(page.data()) + " of " + page.total();
  }

  @Test
  void family_isSortedFilteredAndPaged_overItsSchools() throws IOException {
    assertThat(family("")).isEqualTo("404 406 410 of 3");
    assertThat(family("sort=-issued")).isEqualTo("406 410 404 of 3");
    assertThat(family("state=open")).isEqualTo("404 410 of 2");
    assertThat(family("size=1&page=1")).isEqualTo("406 of 3");
    assertThat(family("q=yu")).isEqualTo("410 of 1");
    assertThat(family("page=7")).isEqualTo(" of 3");
    assertThat(numbers(invoices.ofFamily(Set.of(SCHOOL), TOM, query("")).data()))
        .isEqualTo("404 406");
    assertThat(numbers(invoices.ofFamily(Set.of(), TOM, query("")).data())).isEmpty();
  }

  @Test
  void family_isAHit_untilTheParentOrAChildChanges() {
    for (Tag tag : List.of(Tag.of("user", TOM), Tag.of("user", BEN), Tag.of("user", "900120"))) {
      invoices.ofFamily(BOTH, TOM, query(""));
      assertThat(invoices.ofFamily(BOTH, TOM, query("")).data().outcome()).isEqualTo(Outcome.HIT);
      cache.invalidate(List.of(tag));
      assertThat(invoices.ofFamily(BOTH, TOM, query("")).data().outcome())
          .as("%s", tag)
          .isEqualTo(Outcome.MISS);
    }
    cache.invalidate(List.of(Tag.of("user", ANN)));
    assertThat(invoices.ofFamily(BOTH, TOM, query("")).data().outcome()).isEqualTo(Outcome.HIT);
  }

  @Test
  void listOfAPupil_hasThePupilsInvoicesAlone_untilThePupilChanges() throws IOException {
    assertThat(numbers(invoices.ofStudent(SCHOOL, ANN, query("")).get(0))).isEqualTo("403 401 402");
    assertThat(numbers(invoices.ofStudent(SCHOOL, BEN, query("")).get(0))).isEqualTo("404 406");
    assertThat(invoices.ofStudent(SCHOOL, ANN, query("")).get(0).outcome()).isEqualTo(Outcome.HIT);

    cache.invalidate(List.of(Tag.of("user", ANN)));

    assertThat(invoices.ofStudent(SCHOOL, ANN, query("")).get(0).outcome()).isEqualTo(Outcome.MISS);
    assertThat(invoices.ofStudent(SCHOOL, BEN, query("")).get(0).outcome()).isEqualTo(Outcome.HIT);
  }

  @Test
  void listOfASchool_isAHit_untilItsFeesOrPeopleChange() {
    for (Tag tag : List.of(Tag.of("fees", SCHOOL), Tag.of("people", SCHOOL))) {
      invoices.ofSchool(SCHOOL, query(""));
      assertThat(invoices.ofSchool(SCHOOL, query("")).get(0).outcome()).isEqualTo(Outcome.HIT);
      cache.invalidate(List.of(tag));
      assertThat(invoices.ofSchool(SCHOOL, query("")).get(0).outcome())
          .as("%s", tag)
          .isEqualTo(Outcome.MISS);
    }
  }

  @Test
  void listOfNoSchool_isNotFound() {
    assertThat(
            catchThrowableOfType(ProblemException.class, () -> invoices.ofSchool("77", query("")))
                .code())
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void listOfManyInvoices_asksAsManyStatementsAsOfFew() {
    ListQuery query = query("size=200");
    int few = queries.during(() -> invoices.ofSchool(SCHOOL, query));
    queries.update(
        "insert into invoice (id, school_id, student_id, title, issued_on, due_on, amount)"
            + " select x, 900011, 900103, 'T', date '2026-11-01', date '2026-11-05', 5"
            + " from system_range(1, 150)");
    cache.invalidate(List.of(Tag.of("fees", SCHOOL)));

    assertThat(queries.during(() -> invoices.ofSchool(SCHOOL, query))).isEqualTo(few).isLessThan(6);
  }

  @Test
  void invoices_keepTheKeysAndTagsOfTheGoldenFile() {
    try (KeptKeys kept = new KeptKeys()) {
      CachedInvoices service = invoices(TestCache.readOnly(Clock.fixed(NOW, ZoneOffset.UTC), kept));

      service.ofSchool(SCHOOL, query("state=open"));
      service.ofStudent(SCHOOL, ANN, query(""));
      service.ofFamily(BOTH, TOM, query(""));

      assertThat(kept.lines().stream().filter(line -> line.contains("region:invoices")).toList())
          .isEqualTo(KeptKeys.golden("invoices"))
          .hasSize(4);
      assertThat(
              kept.lines().stream()
                  .filter(line -> line.contains("region:customer_orders"))
                  .toList())
          .isEqualTo(KeptKeys.golden("customer_orders"))
          .hasSize(2);
    }
  }
}
