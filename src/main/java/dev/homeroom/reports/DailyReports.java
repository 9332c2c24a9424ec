package dev.homeroom.reports;

import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.http.ComposedAnswer;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Reads the reports of days from the cache. Its caller has asked for the rights, which the {@link
 * ReportReach} states and each key names. Fails open for Redis; if the database is away, what is
 * cached is answered as stale.
 */
@ApplicationScoped
class DailyReports {
  private static final String KEYS = "reports_daily_{}:{}:{}";

  /** A page of a report of a day that is over everywhere; without its database it serves a day. */
  @Produces
  static final Region<DailyReport> DAILY =
      Region.of(
              "reports_daily", DailyReport.class, KEYS, DataClass.COMPUTED, CacheTtl.CONFIGURATION)
          .staleFor(CacheTtl.CONFIGURATION);

  /** The same of a day that may still go on at the school; of today it is fresh for 5 minutes. */
  @Produces
  static final Region<DailyReport> TODAY =
      Region.of(
          "reports_today", DailyReport.class, KEYS, DataClass.COMPUTED, CacheTtl.CONFIGURATION);

  /** The zone in which days end last. */
  private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

  /** Notes and addresses never go to Redis. An entry has those of a day. */
  @Produces
  static final Region<DailyNotes> NOTES =
      Region.of(
              "reports_daily_notes",
              DailyNotes.class,
              "reports_daily_{}:{}:notes",
              DataClass.LOCAL,
              CacheTtl.CONFIGURATION)
          .staleFor(DAILY.staleAllowance());

  /** The most pupils of a table; no school has as many. */
  private static final int MAX_ROWS = 10_000;

  private static final LoadScope UNCACHED =
      new LoadScope() {
        @Override
        public void dependsOn(Tag tag) {
          // There is no entry.
        }

        @Override
        public void freshUntil(Instant end) {
          // There is no entry.
        }
      };

  @Inject CacheService cache;
  @Inject DailyRows rows;
  @Inject Clock clock;

  /**
   * A page of a report as it is answered.
   *
   * @param data the report with notes and addresses
   * @param total the number of pupils that pass the filters
   */
  record DailyPage(Cached<?> data, int total) {}

  /**
   * Returns a page of a report.
   *
   * @throws ProblemException 404 if there is no such school, 400 for a day to come
   */
  DailyPage page(ReportReach reach, LocalDate date, ListQuery query) {
    Scope scope = Scope.school(reach.schoolId());
    Cached<DailyReport> found =
        cache.getOrLoad(
            region(date)
                .key(
                    scope,
                    () -> tags(reach.schoolId(), date),
                    date.toString(),
                    reach.text(),
                    query.digest()),
            load -> rows.find(reach, date, query, load));
    if (found.isAbsent()) {
      throw noSchool();
    }
    Cached<DailyNotes> notes =
        cache.getOrLoad(
            NOTES.key(scope, () -> tags(reach.schoolId(), date), date.toString(), reach.text()),
            load -> rows.notes(reach, date));
    DailyReport report = found.value().with(notes.value());
    ComposedAnswer answer = new ComposedAnswer().made(report).from(found);
    // Notes that were a hit say nothing of where the report came from.
    return new DailyPage(
        (notes.outcome() == Outcome.HIT ? answer : answer.from(notes)).value(), report.total());
  }

  private Region<DailyReport> region(LocalDate date) {
    return date.isBefore(LocalDate.now(clock.withZone(LAST_ZONE))) ? DAILY : TODAY;
  }

  /**
   * Returns the whole report, past the cache.
   *
   * @throws ProblemException as {@link #page}
   */
  DailyReport whole(ReportReach reach, LocalDate date, ListQuery query) {
    ListQuery all = new ListQuery(0, MAX_ROWS, query.sort(), query.descending(), query.filters());
    DailyReport found = rows.find(reach, date, all, UNCACHED);
    if (found == null) {
      throw noSchool();
    }
    return found.with(rows.notes(reach, date));
  }

  /** Names of people and classes stand in it, and which lessons there were. */
  private static List<Tag> tags(String school, LocalDate date) {
    return List.of(
        Tag.of("report", school, date.toString()),
        Tag.of("people", school),
        Tag.of("classes", school));
  }

  private static ProblemException noSchool() {
    return new ProblemException(ErrorCode.NOT_FOUND, "There is no such school.");
  }
}
