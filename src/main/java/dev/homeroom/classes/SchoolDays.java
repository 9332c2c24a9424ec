package dev.homeroom.classes;

import dev.homeroom.schools.Term;
import dev.homeroom.schools.TermDay;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the days on which schools have lessons, by one statement. */
@ApplicationScoped
class SchoolDays {
  /** Selects the lessons of terms; rows from before the schema's check are left out. */
  private static final String WEEK =
      "select term_id, weekday, valid_from, valid_until from lesson_sums"
          + " where lessons > 0 and weekday between 1 and 7 and term_id in (";

  @Inject Queries queries;

  /** A weekday with lessons, and the days from and until which they hold. */
  private record WeekdayLessons(String termId, DayOfWeek weekday, LocalDate from, LocalDate until) {
    boolean on(LocalDate date) {
      return date.getDayOfWeek() == weekday && !date.isBefore(from) && !date.isAfter(until);
    }
  }

  /**
   * Returns the last school days of a term up to a date, that date included; the earliest first,
   * fewer if the term has fewer. A day is one if any class had a lesson by the timetable of that
   * day, and the school was open.
   */
  List<LocalDate> last(int count, Term term, LocalDate upTo) {
    boolean hasDays = !term.endsOn().isBefore(term.startsOn());
    Map<String, List<WeekdayLessons>> weeks = hasDays ? weeks(List.of(term)) : Map.of();
    return last(count, term, upTo, weeks);
  }

  /** Returns the last school days of each school up to its present day, as of its term. */
  List<List<LocalDate>> last(int count, List<TermDay> schools) {
    Map<String, List<WeekdayLessons>> weeks = weeks(schools.stream().map(TermDay::term).toList());
    return schools.stream()
        .map(school -> last(count, school.term(), school.day().date(), weeks))
        .toList();
  }

  private static List<LocalDate> last(
      int count, Term term, LocalDate upTo, Map<String, List<WeekdayLessons>> weeks) {
    List<WeekdayLessons> week = weeks.getOrDefault(term.id(), List.of());
    List<LocalDate> all =
        term.daysBetween(term.startsOn(), upTo, Set.of(DayOfWeek.values())).stream()
            .filter(date -> week.stream().anyMatch(lessons -> lessons.on(date)))
            .toList();
    return all.subList(Math.max(0, all.size() - count), all.size());
  }

  /** Returns the lessons of terms' weeks, by the ids of their terms. */
  private Map<String, List<WeekdayLessons>> weeks(List<Term> terms) {
    return queries
        .list(
            WEEK + Queries.marks(terms.size()) + ")",
            row ->
                new WeekdayLessons(
                    row.id(1), DayOfWeek.of(row.integer(2)), row.date(3), row.date(4)),
            terms.stream().map(term -> (Object) Id.orNone(term.id())).toArray())
        .stream()
        .collect(Collectors.groupingBy(WeekdayLessons::termId));
  }
}
