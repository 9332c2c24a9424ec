package dev.homeroom.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture;
import dev.homeroom.cache.readthrough.TestCache;
import dev.homeroom.figures.CountedQueries;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.DatabaseException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.KeptKeys;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What makes a report void, who shares one, and the table that it is written as. */
class DailyReportsTest {
  private static final String SCHOOL = DailyRowsContract.SCHOOL;
  private static final ReportReach ALL = DailyRowsContract.ALL;
  private static final ReportReach TOMS = new ReportReach(SCHOOL, "900102", false);
  private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 13);
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final ListQuery EVERYBODY = DailyRowsContract.query("");

  private final DataSource database = TestDatabase.oneClass();
  private final CountedQueries queries = new CountedQueries(database);
  private final CacheFixture fixture = CacheFixture.at(NOW);
  private final CacheService cache = fixture.service();
  private final DailyReports reports = reports(cache);

  DailyReportsTest() {
    DailyRowsContract.fill(database);
  }

  private DailyReports reports(CacheService service) {
    return new TestBeans(database, Clock.fixed(NOW, ZoneOffset.UTC))
        .with(Queries.class, queries)
        .with(CacheService.class, service)
        .get(DailyReports.class);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Outcome read(ReportReach reach, LocalDate date) {
    return reports.page(reach, date, EVERYBODY).data().outcome();
  }

  private String text(ReportReach reach, LocalDate date) {
    return new String(
        reports.page(reach, date, EVERYBODY).data().payload(), StandardCharsets.UTF_8);
  }

  @Test
  void report_isAHit_untilItsDayThePeopleOrTheClassesChange() {
    for (Tag tag :
        List.of(
            Tag.of("report", SCHOOL, "2026-11-13"),
            Tag.of("people", SCHOOL),
            Tag.of("classes", SCHOOL),
            Tag.of("school", SCHOOL))) {
      read(ALL, FRIDAY);
      assertThat(read(ALL, FRIDAY)).isEqualTo(Outcome.HIT);
      cache.invalidate(List.of(tag));
      assertThat(read(ALL, FRIDAY)).as("%s", tag).isEqualTo(Outcome.MISS);
    }
    cache.invalidate(List.of(Tag.of("report", SCHOOL, "2026-11-16")));
    assertThat(read(ALL, FRIDAY)).isEqualTo(Outcome.HIT);
  }

  @Test
  void note_thatChanges_isAnsweredWithTheNewReport() {
    assertThat(text(ALL, FRIDAY)).contains("Dentist").contains("paul@example.org");
    queries.update("update attendance_mark set note = 'Choir' where note = 'Dentist'");

    cache.invalidate(List.of(Tag.of("report", SCHOOL, "2026-11-13")));

    assertThat(text(ALL, FRIDAY)).contains("Choir").doesNotContain("Dentist");
  }

  @Test
  void report_livesADay_thatOfTodayFiveMinutes() {
    read(ALL, FRIDAY);
    read(ALL, TODAY);

    fixture.pass(Duration.ofMinutes(6));

    assertThat(read(ALL, FRIDAY)).isEqualTo(Outcome.HIT);
    assertThat(read(ALL, TODAY)).isNotEqualTo(Outcome.HIT);
  }

  /** The day before yesterday is over in every zone, yesterday is not. */
  @Test
  void report_withTheDatabaseAway_isStale_ofADayThatIsOverForADay_elseForTenMinutes() {
    LocalDate yesterday = LocalDate.of(2026, 11, 19);
    read(ALL, LocalDate.of(2026, 11, 18));
    read(ALL, yesterday);
    queries.update("drop table attendance_mark");
    fixture.loseDatabase();

    fixture.pass(Duration.ofHours(24).plusMinutes(1));
    assertThat(read(ALL, LocalDate.of(2026, 11, 18))).isEqualTo(Outcome.STALE);
    assertThat(read(ALL, yesterday)).isEqualTo(Outcome.STALE);

    fixture.pass(Duration.ofMinutes(12));
    assertThat(read(ALL, LocalDate.of(2026, 11, 18))).isEqualTo(Outcome.STALE);
    assertThat(catchThrowableOfType(DatabaseException.class, () -> read(ALL, yesterday)))
        .isNotNull();
  }

  @Test
  void report_ofATeacher_isNoOtherCallersEntry_andHasNoParents() {
    assertThat(text(ALL, FRIDAY)).contains("Paul First").contains("Dee Fourth");

    assertThat(read(TOMS, FRIDAY)).isEqualTo(Outcome.MISS);
    assertThat(text(TOMS, FRIDAY))
        .contains("Ann First")
        .doesNotContain("Paul First")
        .doesNotContain("paul@")
        .doesNotContain("Dee Fourth");
    assertThat(text(new ReportReach(SCHOOL, null, false), FRIDAY))
        .contains("Dee Fourth")
        .doesNotContain("\"parents\"")
        .doesNotContain("paul@");
  }

  @Test
  void report_ofNoSchool_isNotFound() {
    ReportReach none = new ReportReach("77", null, true);

    assertThat(
            catchThrowableOfType(
                    ProblemException.class, () -> reports.page(none, FRIDAY, EVERYBODY))
                .code())
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void report_ofManyPupils_asksAsManyStatementsAsOfFew() {
    ListQuery query = DailyRowsContract.query("size=200");
    int few = queries.during(() -> reports.page(ALL, FRIDAY, query));
    queries.update(
        "insert into person (id, school_id, name, kind) select x, 900011, 'P' || x, 'student'"
            + " from system_range(1, 150)");
    queries.update(
        "insert into attendance_mark (sheet_id, student_id, mark)"
            + " select 900213, x, 'late' from system_range(1, 150)");
    cache.invalidate(List.of(Tag.of("people", SCHOOL)));

    assertThat(queries.during(() -> reports.page(ALL, FRIDAY, query)))
        .isEqualTo(few)
        .isLessThan(16);
  }

  @Test
  void table_hasALineForEachMark_ofAllPages() {
    String table =
        DailyCsv.table(reports.whole(ALL, FRIDAY, DailyRowsContract.query("size=1"))).text();

    assertThat(table)
        .isEqualTo(
            "\uFEFFStudent,Year,Class,Mark,Note,Taken at,Parents,E-mail\r\n"
                + "Dee Fourth,10,Art 7B,absent,,2026-11-13T13:00:00Z,,\r\n"
                + "Eve Fifth,,Art 7B,late,,2026-11-13T13:00:00Z,,\r\n"
                + "Ann First,7,Mathematics 7A,excused,Dentist,2026-11-13T13:00:00Z,Paul First,"
                + "paul@example.org\r\n");
  }

  @Test
  void reports_keepTheKeysAndTagsOfTheGoldenFile() {
    try (KeptKeys kept = new KeptKeys()) {
      DailyReports service = reports(TestCache.readOnly(Clock.fixed(NOW, ZoneOffset.UTC), kept));

      service.page(ALL, FRIDAY, EVERYBODY);
      service.page(TOMS, FRIDAY, EVERYBODY);
      service.page(new ReportReach(SCHOOL, null, false), TODAY, EVERYBODY);

      assertThat(kept.lines()).isEqualTo(KeptKeys.golden("reports_")).hasSize(6);
    }
  }
}
