package dev.homeroom.classes;

import dev.homeroom.schools.Term;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Finds the days on which a school has lessons, by one statement. */
@ApplicationScoped
class SchoolDays {
  /** Selects lessons that hold on some day; rows from before the schema's check are left out. */
  private static final String WEEK =
      "select distinct l.weekday, l.valid_from, l.valid_until from class c"
          + " join lesson l on l.class_id = c.id"
          + " where c.term_id = ? and l.weekday between 1 and 7";

  @Inject Queries queries;

  /** A weekday with lessons, and the days from and until which they hold. */
  private record WeekdayLessons(DayOfWeek weekday, LocalDate from, LocalDate until) {
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
    if (term.endsOn().isBefore(term.startsOn())) {
      return List.of();
    }
    List<WeekdayLessons> week =
        queries.list(
            WEEK,
            row -> new WeekdayLessons(DayOfWeek.of(row.integer(1)), row.date(2), row.date(3)),
            Id.orNone(term.id()));
    List<LocalDate> all =
        term.daysBetween(term.startsOn(), upTo, Set.of(DayOfWeek.values())).stream()
            .filter(date -> week.stream().anyMatch(lessons -> lessons.on(date)))
            .toList();
    return all.subList(Math.max(0, all.size() - count), all.size());
  }
}
