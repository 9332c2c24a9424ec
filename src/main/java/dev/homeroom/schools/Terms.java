package dev.homeroom.schools;

import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the terms of the schools from the database, without a cache. */
@ApplicationScoped
public class Terms {
  @Inject Queries queries;
  @Inject Clock clock;

  /**
   * Returns the id of the school's present term, by its own calendar; empty between terms, and if
   * there is no such school.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Optional<String> currentTermId(String schoolId) {
    long id = Id.orNone(schoolId);
    return queries
        .find("select time_zone from school where id = ?", row -> row.text(1), id)
        .flatMap(zone -> termOn(id, LocalDate.now(clock.withZone(ZoneId.of(zone)))));
  }

  /**
   * Returns the ids of the schools' present terms, by the ids of their schools; a school between
   * terms has none.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Map<String, String> currentTermIds() {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Map<String, String> found = new HashMap<>();
    // No zone is more than a day away from UTC. Of two present terms the later begun counts.
    queries.list(
        "select t.school_id, t.id, t.starts_on, t.ends_on, s.time_zone from term t"
            + " join school s on s.id = t.school_id where t.starts_on <= ? and t.ends_on >= ?"
            + " order by t.starts_on",
        row -> {
          LocalDate date = LocalDate.ofInstant(now, ZoneId.of(row.text(5)));
          if (!date.isBefore(row.date(3)) && !date.isAfter(row.date(4))) {
            found.put(row.id(1), row.id(2));
          }
          return date;
        },
        today.plusDays(1),
        today.minusDays(1));
    return found;
  }

  /**
   * Returns a term with its holidays; empty if there is none with this id.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Optional<Term> findTerm(String termId) {
    return Optional.ofNullable(findTerms(List.of(termId)).get(termId));
  }

  /**
   * Returns a school's term in which a day lies, with its holidays; empty if there is none.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Optional<Term> findTermOn(String schoolId, LocalDate date) {
    return termOn(Id.orNone(schoolId), date).flatMap(this::findTerm);
  }

  /**
   * Returns terms with their holidays, by their ids; of those that there are.
   *
   * @param termIds at least one
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Map<String, Term> findTerms(Collection<String> termIds) {
    return queries
        .list(
            "select t.id, t.school_id, t.starts_on, t.ends_on, h.on_date from term t"
                + " left join holiday h on h.school_id = t.school_id"
                + " and h.on_date between t.starts_on and t.ends_on where t.id in ("
                + Queries.marks(termIds.size())
                + ")",
            Terms::oneHoliday,
            Id.numbers(termIds))
        .stream()
        .collect(Collectors.toMap(Term::id, Function.identity(), Terms::withHolidays));
  }

  private static Term withHolidays(Term one, Term other) {
    Set<LocalDate> holidays = new HashSet<>(one.holidays());
    holidays.addAll(other.holidays());
    return new Term(one.id(), one.schoolId(), one.startsOn(), one.endsOn(), holidays);
  }

  private static Term oneHoliday(Row row) throws SQLException {
    LocalDate holiday = row.dateOrNull(5);
    Set<LocalDate> holidays = holiday == null ? Set.of() : Set.of(holiday);
    return new Term(row.id(1), row.id(2), row.date(3), row.date(4), holidays);
  }

  private Optional<String> termOn(long schoolId, LocalDate date) {
    return queries.find(
        "select id from term where school_id = ? and starts_on <= ? and ends_on >= ?"
            + " order by starts_on desc",
        row -> row.id(1),
        schoolId,
        date,
        date);
  }
}
