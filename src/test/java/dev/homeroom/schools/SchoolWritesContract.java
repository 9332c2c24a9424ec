package dev.homeroom.schools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.audit.AuditInstance;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.ProblemException.FieldError;
import dev.homeroom.schools.TermInput.HolidayInput;
import dev.homeroom.schools.TermView.Holiday;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.sql.TestTransactions;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.RecordedTags;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes of schools and terms, as EclipseLink makes them on a database. */
abstract class SchoolWritesContract {
  private static final String SCHOOL = "900011";
  private static final String TERM = "900031";
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);
  private static final SchoolInput TOKYO =
      new SchoolInput(
          "Sakura",
          "Asia/Tokyo",
          new BigDecimal("49.96"),
          "JPY",
          "small",
          20,
          LocalDate.of(2027, 3, 31));

  private final List<Tag> replaced = new ArrayList<>();
  private HikariDataSource pool;
  private TestTransactions transactions;
  private Queries queries;
  private SchoolService schools;
  private TermService terms;
  private SchoolRepository repository;

  abstract Databases.Address address();

  abstract DatabaseKind kind();

  @BeforeEach
  void make() {
    pool = address().pool(6);
    queries = new Queries(pool);
    transactions =
        new TestTransactions(
            pool, StoredSchool.class, StoredDistrict.class, StoredTerm.class, StoredYear.class);
    TestBeans beans =
        new TestBeans(transactions, NOW)
            .with(CacheService.class, RecordedTags.cache(replaced::add));
    schools = beans.get(SchoolService.class);
    terms = beans.get(TermService.class);
    repository = beans.get(SchoolRepository.class);
  }

  private void fixture() {
    TestDatabase.run(pool, "/fixture/one-class.sql");
  }

  @AfterEach
  void close() {
    transactions.close();
    pool.close();
  }

  @Test
  void create_inAnEmptyInstallation_makesTheDistrictToo_andTheNextSchoolJoinsIt() {
    SchoolView first = transactions.run(() -> schools.create(AuditInstance.SOMEBODY, TOKYO));
    SchoolView second = transactions.run(() -> schools.create(AuditInstance.SOMEBODY, TOKYO));

    assertThat(first)
        .isEqualTo(
            new SchoolView(
                first.id(),
                "Sakura",
                "Asia/Tokyo",
                "JPY",
                49.96,
                "small",
                20,
                LocalDate.of(2027, 3, 31),
                1));
    assertThat(repository.findView(first.id())).contains(first);
    assertThat(repository.list()).containsExactlyInAnyOrder(first, second);
    assertThat(count("district")).isEqualTo(1);
    assertThat(names(replaced))
        .containsExactly("school:" + first.id(), "district", "school:" + second.id(), "district");
  }

  @Test
  void create_withoutRequiredFields_orWithUnknownValues_namesEachField() {
    assertThat(fields(() -> schools.create(AuditInstance.SOMEBODY, settings("S", "Europe/Berlin"))))
        .containsExactly("currency", "plan", "seats", "subscribed_until");
    for (String zone : new String[] {"Europe/Atlantis", "+02:00", "UTC+1", "europe/berlin", " "}) {
      SchoolInput input =
          new SchoolInput("S", zone, BigDecimal.ONE, "EUR", "p", 1, LocalDate.of(2027, 1, 1));
      assertThat(fields(() -> schools.create(AuditInstance.SOMEBODY, input)))
          .as(zone)
          .containsExactly("time_zone");
    }
    for (String currency : new String[] {"XXX", "XAU", "eur", "EURO", "", "ZZZ"}) {
      SchoolInput input =
          new SchoolInput("S", "UTC", BigDecimal.ONE, currency, "p", 1, LocalDate.of(2027, 1, 1));
      assertThat(fields(() -> schools.create(AuditInstance.SOMEBODY, input)))
          .as(currency)
          .containsExactly("currency");
    }
    assertThat(count("school")).isZero();
    assertThat(count("district")).isZero();
    assertThat(replaced).isEmpty();
  }

  @Test
  void change_ofSettings_leavesTheRest_andRaisesTheVersion() {
    fixture();
    SchoolView changed = change(settings("Renamed", "America/New_York"), false, "\"v0\"");

    assertThat(changed.name()).isEqualTo("Renamed");
    assertThat(changed.timeZone()).isEqualTo("America/New_York");
    assertThat(changed.passMark()).isEqualTo(60);
    assertThat(changed.currency()).isEqualTo("EUR");
    assertThat(changed.seats()).isEqualTo(100);
    assertThat(changed.subscribedUntil()).isEqualTo("2027-11-20");
    assertThat(changed.version()).isEqualTo(1);
    assertThat(repository.findView(SCHOOL)).contains(changed);
    assertThat(names(replaced)).containsExactly("school:900011", "district");
  }

  @Test
  void change_byAnAdministratorOfTheSchool_ofPlanSeatsUntilOrCurrency_isRefused() {
    fixture();
    assertThat(fields(() -> schools.change(AuditInstance.SOMEBODY, SCHOOL, TOKYO, false, null)))
        .containsExactly("currency", "plan", "seats", "subscribed_until");
    SchoolInput asItIs =
        new SchoolInput(
            "Same",
            "Europe/Berlin",
            BigDecimal.TEN,
            "EUR",
            "standard",
            100,
            LocalDate.of(2027, 11, 20));
    assertThat(change(asItIs, false, null).name()).isEqualTo("Same");
  }

  @Test
  void change_ofASubscription_isForSuperAdministrators() {
    fixture();
    queries.update("delete from payment");
    queries.update("delete from invoice");
    SchoolView changed = change(TOKYO, true, "*");

    assertThat(changed.plan()).isEqualTo("small");
    assertThat(changed.seats()).isEqualTo(20);
    assertThat(changed.subscribedUntil()).isEqualTo("2027-03-31");
    assertThat(changed.currency()).isEqualTo("JPY");
  }

  @Test
  void change_ofTheCurrency_whenThereAreInvoices_isRefused() {
    fixture();
    assertThat(code(() -> schools.change(AuditInstance.SOMEBODY, SCHOOL, TOKYO, true, null)))
        .isEqualTo(ErrorCode.CONFLICT);
    assertThat(repository.findView(SCHOOL).orElseThrow().currency()).isEqualTo("EUR");
    assertThat(replaced).isEmpty();
  }

  @Test
  void change_ofAnOldVersion_isRefusedAndChangesNothing() {
    fixture();
    change(settings("First", "UTC"), false, "\"v0\"");
    replaced.clear();

    assertThat(
            code(
                () ->
                    schools.change(
                        AuditInstance.SOMEBODY,
                        SCHOOL,
                        settings("Second", "UTC"),
                        false,
                        "\"v0\"")))
        .isEqualTo(ErrorCode.STALE_VERSION);
    assertThat(repository.findView(SCHOOL).orElseThrow().name()).isEqualTo("First");
    assertThat(replaced).isEmpty();
    assertThat(change(settings("Third", "UTC"), false, "\"v1\"").version()).isEqualTo(2);
  }

  @Test
  void change_ofNoSchool_isNotFound() {
    fixture();
    for (String id : new String[] {"1", "x'--", "", "0900011"}) {
      assertThat(
              code(
                  () ->
                      schools.change(AuditInstance.SOMEBODY, id, settings("S", "UTC"), true, null)))
          .isEqualTo(ErrorCode.NOT_FOUND);
      assertThat(
              code(
                  () ->
                      terms.create(
                          AuditInstance.SOMEBODY, id, term("T", "2027-01-11", "2027-03-26"))))
          .isEqualTo(ErrorCode.NOT_FOUND);
    }
    assertThat(replaced).isEmpty();
  }

  @Test
  void createTerm_inAYearThatIsThere_makesItLonger_andInAnotherMakesIt() {
    fixture();
    TermView summer =
        transactions.run(
            () ->
                terms.create(
                    AuditInstance.SOMEBODY,
                    SCHOOL,
                    term("Summer", "2027-07-20", "2027-08-20", "2027-08-03", "2027-07-21")));

    assertThat(summer.academicYear()).isEqualTo("Year 2026");
    assertThat(summer.version()).isEqualTo(1);
    assertThat(summer.holidays())
        .containsExactly(
            new Holiday(LocalDate.of(2027, 7, 21), "Closed"),
            new Holiday(LocalDate.of(2027, 8, 3), "Closed"));
    assertThat(yearEnds("Year 2026")).isEqualTo("2027-08-20");
    assertThat(names(replaced)).containsExactly("school:900011", "district");

    TermInput next =
        new TermInput(
            "Year 2027", "Autumn", LocalDate.of(2027, 9, 1), LocalDate.of(2027, 12, 17), List.of());
    assertThat(
            transactions
                .run(() -> terms.create(AuditInstance.SOMEBODY, SCHOOL, next))
                .academicYear())
        .isEqualTo("Year 2027");
    assertThat(count("academic_year")).isEqualTo(2);
    assertThat(yearEnds("Year 2027")).isEqualTo("2027-12-17");
  }

  @Test
  void createTerm_thatOverlaps_isRefusedAndWritesNothing() {
    fixture();
    for (String[] days :
        new String[][] {
          {"2026-12-18", "2027-03-01"}, {"2026-09-01", "2026-10-12"},
          {"2026-11-01", "2026-11-30"}, {"2026-09-01", "2027-01-31"}
        }) {
      TermInput input =
          new TermInput(
              "Another year",
              "Second",
              LocalDate.parse(days[0]),
              LocalDate.parse(days[1]),
              List.of());
      assertThat(code(() -> terms.create(AuditInstance.SOMEBODY, SCHOOL, input)))
          .isEqualTo(ErrorCode.CONFLICT);
    }
    assertThat(count("term")).isEqualTo(1);
    assertThat(count("academic_year")).isEqualTo(1);
    assertThat(replaced).isEmpty();
    TermInput beside = term("Second", "2026-12-19", "2027-03-01");
    assertThat(transactions.run(() -> terms.create(AuditInstance.SOMEBODY, SCHOOL, beside)).name())
        .isEqualTo("Second");
  }

  @Test
  void createTerm_ofDaysThatATermCannotHave_namesTheField() {
    fixture();
    assertThat(
            fields(
                () ->
                    terms.create(
                        AuditInstance.SOMEBODY, SCHOOL, term("T", "2027-03-26", "2027-01-11"))))
        .containsExactly("ends_on");
    assertThat(
            fields(
                () ->
                    terms.create(
                        AuditInstance.SOMEBODY, SCHOOL, term("T", "2027-01-01", "2028-02-06"))))
        .containsExactly("ends_on");
    assertThat(
            fields(
                () ->
                    terms.create(
                        AuditInstance.SOMEBODY, SCHOOL, term("T", "1899-12-31", "1900-02-06"))))
        .containsExactly("starts_on");
    assertThat(
            fields(
                () ->
                    terms.create(
                        AuditInstance.SOMEBODY,
                        SCHOOL,
                        term(
                            "T",
                            "2027-01-11",
                            "2027-03-26",
                            "2027-01-10",
                            "2027-02-01",
                            "2027-02-01",
                            "2027-03-27"))))
        .containsExactly("holidays[0].date", "holidays[2].date", "holidays[3].date");
    assertThat(count("term")).isEqualTo(1);
  }

  @Test
  void changeTerm_ofHolidaysAlone_raisesTheVersion_andReplacesThem() {
    fixture();
    TermInput input =
        new TermInput(
            "Year 2026",
            "First term",
            LocalDate.of(2026, 10, 12),
            LocalDate.of(2026, 12, 18),
            List.of(new HolidayInput(LocalDate.of(2026, 11, 16), "Snow")));
    TermView changed =
        transactions.run(() -> terms.change(AuditInstance.SOMEBODY, SCHOOL, TERM, input, "\"v0\""));

    assertThat(changed.version()).isEqualTo(1);
    assertThat(changed.holidays()).containsExactly(new Holiday(LocalDate.of(2026, 11, 16), "Snow"));
    assertThat(code(() -> terms.change(AuditInstance.SOMEBODY, SCHOOL, TERM, input, "\"v0\"")))
        .isEqualTo(ErrorCode.STALE_VERSION);
    assertThat(
            transactions
                .run(() -> terms.change(AuditInstance.SOMEBODY, SCHOOL, TERM, input, "\"v1\""))
                .version())
        .isEqualTo(2);
    assertThat(terms.get(SCHOOL, TERM).holidays()).hasSize(1);
  }

  @Test
  void changeTerm_toDaysThatLeaveAttendanceOutside_isRefused() {
    fixture();
    assertThat(
            code(
                () ->
                    terms.change(
                        AuditInstance.SOMEBODY,
                        SCHOOL,
                        TERM,
                        term("T", "2026-10-13", "2026-12-18"),
                        null)))
        .isEqualTo(ErrorCode.CONFLICT);
    assertThat(
            code(
                () ->
                    terms.change(
                        AuditInstance.SOMEBODY,
                        SCHOOL,
                        TERM,
                        term("T", "2026-10-12", "2026-11-17"),
                        null)))
        .isEqualTo(ErrorCode.CONFLICT);
    TermInput longer = term("T", "2026-10-01", "2026-12-23");
    assertThat(
            transactions
                .run(() -> terms.change(AuditInstance.SOMEBODY, SCHOOL, TERM, longer, null))
                .holidays())
        .as("the lantern day was not named again")
        .isEmpty();
    assertThat(count("holiday")).isZero();
  }

  @Test
  void changeTerm_ofAnotherSchool_isNotFound() {
    fixture();
    String other = transactions.run(() -> schools.create(AuditInstance.SOMEBODY, TOKYO)).id();
    TermInput input = term("T", "2026-10-12", "2026-12-18");
    assertThat(code(() -> terms.change(AuditInstance.SOMEBODY, other, TERM, input, null)))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(code(() -> terms.get(other, TERM))).isEqualTo(ErrorCode.NOT_FOUND);
  }

  private SchoolView change(SchoolInput input, boolean all, String ifMatch) {
    return transactions.run(
        () -> schools.change(AuditInstance.SOMEBODY, SCHOOL, input, all, ifMatch));
  }

  private static SchoolInput settings(String name, String zone) {
    return new SchoolInput(name, zone, new BigDecimal("60"), null, null, null, null);
  }

  private static TermInput term(String name, String from, String to, String... holidays) {
    return new TermInput(
        "Year 2026",
        name,
        LocalDate.parse(from),
        LocalDate.parse(to),
        List.of(holidays).stream()
            .map(date -> new HolidayInput(LocalDate.parse(date), "Closed"))
            .toList());
  }

  private ProblemException refusal(Supplier<?> write) {
    return catchThrowableOfType(ProblemException.class, () -> transactions.run(write));
  }

  private ErrorCode code(Supplier<?> write) {
    return refusal(write).code();
  }

  private List<String> fields(Supplier<?> write) {
    ProblemException refused = refusal(write);
    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_INPUT);
    return refused.errors().stream().map(FieldError::field).toList();
  }

  private int count(String table) {
    return queries.find("select count(*) from " + table, row -> row.integer(1)).orElseThrow();
  }

  private String yearEnds(String name) {
    return queries
        .find("select ends_on from academic_year where name = ?", row -> row.date(1), name)
        .orElseThrow()
        .toString();
  }

  private static List<String> names(List<Tag> tags) {
    return tags.stream().map(Tag::name).toList();
  }
}
