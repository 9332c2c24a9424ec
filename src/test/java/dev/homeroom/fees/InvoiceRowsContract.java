package dev.homeroom.fees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Tag;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which invoices a list holds, on every database: on Friday 2026-11-20, ten in Berlin. */
abstract class InvoiceRowsContract {
  static final String SCHOOL = "900011";
  private static final String OTHER_SCHOOL = "900012";
  private static final String TOM = "900102";

  private final List<Instant> ends = new ArrayList<>();
  private final List<Tag> tags = new ArrayList<>();
  private final LoadScope scope =
      new LoadScope() {
        @Override
        public void dependsOn(Tag tag) {
          tags.add(tag);
        }

        @Override
        public void freshUntil(Instant end) {
          ends.add(end);
        }
      };

  /** Returns a database that {@link #fill} has filled; tests only read it. */
  abstract DataSource database();

  /** Adds the figures, and makes Tom the father of Ben, and of Yu of the other school. */
  static void fill(DataSource database) {
    TestDatabase.run(database, "/fixture/figures.sql");
    Queries queries = new Queries(database);
    List.of(
            "insert into parent_child (parent_id, child_id) values"
                + " (900102, 900104), (900102, 900120)",
            "update person set sort_key = '0a' where id = 900103",
            "update person set sort_key = '0b' where id = 900104",
            "update person set sort_key = '0c' where id = 900105",
            "update person set sort_key = '0d' where id = 900113")
        .forEach(queries::update);
  }

  private InvoiceRows rows() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);
    return new TestBeans(database(), clock).get(InvoiceRows.class);
  }

  static ListQuery query(String text) {
    MultivaluedHashMap<String, String> all = new MultivaluedHashMap<>();
    for (String one : text.isEmpty() ? new String[0] : text.split("&", -1)) {
      all.add(one.split("=", 2)[0], one.split("=", 2)[1]);
    }
    ListQuery query = InvoiceQuery.ofSchool(all);
    InvoiceQuery.requireSound(query);
    return query;
  }

  private List<StudentInvoice> list(ListQuery query) {
    return Objects.requireNonNull(rows().list(SCHOOL, query, scope));
  }

  private static String numbers(List<StudentInvoice> invoices) {
    return String.join(" ", invoices.stream().map(each -> each.id().substring(3)).toList());
  }

  /** What is dated tomorrow is in none; what was paid too much is paid; of today, not overdue. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 404 407 403 406 401 408 402 | 7",
        "sort=-due | 402 408 401 406 403 407 404 | 7",
        "sort=issued | 404 403 401 407 408 406 402 | 7",
        "sort=-amount | 401 403 404 402 406 408 407 | 7",
        "sort=-open | 401 402 404 408 407 403 406 | 7",
        "sort=open&size=3 | 403 406 407 | 7",
        "sort=name | 403 401 402 404 406 408 407 | 7",
        "sort=-name&size=2 | 407 408 | 7",
        "state=open | 404 407 401 408 402 | 5",
        "state=overdue | 404 407 401 | 3",
        "state=paid | 403 406 | 2",
        "month=2026-10 | 407 403 401 | 3",
        "month=2026-11 | 406 408 402 | 3",
        "month=2026-11&state=open | 408 402 | 2",
        "month=2026-12 | '' | 0",
        "q=ANN | 403 401 402 | 3",
        "q=fee | 404 401 | 2",
        "q=% | '' | 0",
        "size=2&page=1 | 403 406 | 7",
        "page=9 | '' | 7"
      })
  void list_holdsTheInvoicesThatTheQueryNames(String text, String numbers, long total) {
    ListQuery query = query(text);

    assertThat(numbers(list(query))).isEqualTo(numbers);
    assertThat(rows().count(SCHOOL, query, scope)).isEqualTo(total);
    assertThat(ends).containsOnly(Instant.parse("2026-11-20T23:00:00Z"));

    List<StudentInvoice> inJava =
        list(query("size=200")).stream()
            .filter(each -> InvoiceQuery.passes(each, query))
            .sorted(InvoiceQuery.order(query))
            .toList();
    assertThat(numbers(query.rowsOf(inJava.stream()))).as("as families have it").isEqualTo(numbers);
    assertThat(inJava).hasSize((int) total);
  }

  @ParameterizedTest
  @CsvSource({
    "401, 900103, Ann First, School fee, 2026-11-11, EUR, 240.00, 100.00, 140.00, overdue",
    "406, 900104, Ben Second, Trip, 2026-11-10, EUR, 10.00, 12.00, 0.00, paid",
    "408, 900105, Cy Third, Lunch, 2026-11-20, EUR, 7.25, 0.00, 7.25, open"
  })
  void invoice_saysWhatIsOpen(
      String number,
      String student,
      String name,
      String title,
      String dueOn,
      String currency,
      String amount,
      String paid,
      String open,
      String state) {
    assertThat(list(query("size=200")).stream().filter(each -> each.id().endsWith(number)))
        .singleElement()
        .satisfies(
            each ->
                assertThat(
                        List.of(
                            each.studentId(),
                            each.student(),
                            each.title(),
                            each.dueOn().toString(),
                            each.currency(),
                            each.amount(),
                            each.paid(),
                            each.open(),
                            each.state()))
                    .containsExactly(
                        student, name, title, dueOn, currency, amount, paid, open, state));
  }

  @Test
  void family_hasItsChildrensInvoicesOfASchool_andDependsOnEachOfThem() {
    assertThat(numbers(rows().ofFamily(TOM, SCHOOL, scope).invoices())).isEqualTo("406 404");
    assertThat(tags).containsExactly(Tag.of("user", "900104"));
    tags.clear();
    assertThat(rows().ofFamily(TOM, OTHER_SCHOOL, scope).invoices())
        .singleElement()
        .satisfies(
            fee -> {
              assertThat(fee.schoolId()).isEqualTo(OTHER_SCHOOL);
              assertThat(fee.amount()).isEqualTo("1200");
              assertThat(fee.currency()).isEqualTo("JPY");
              assertThat(fee.state()).isEqualTo("overdue");
            });
    assertThat(tags).containsExactly(Tag.of("user", "900120"));
    assertThat(rows().ofFamily("900106", OTHER_SCHOOL, scope).invoices()).isEmpty();
    assertThat(rows().ofFamily("x", SCHOOL, scope).invoices()).isEmpty();
  }

  @Test
  void school_thatIsNot_isAbsent() {
    assertThat(rows().list("77", query(""), scope)).isNull();
    assertThat(rows().list("x", query(""), scope)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "state=due",
    "state=OPEN",
    "month=2026-13",
    "month=2026",
    "month=x",
    "sort=id",
    "size=0",
    "student=1"
  })
  void parameter_thatBreaksARule_isRefusedByItsName(String text) {
    assertThat(catchThrowableOfType(ProblemException.class, () -> query(text)).errors())
        .extracting(error -> error.field())
        .containsExactly(text.split("=", 2)[0]);
  }
}
