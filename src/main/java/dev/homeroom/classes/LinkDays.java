package dev.homeroom.classes;

import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import dev.homeroom.schools.Term;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;

/** Finds the day of a term that counts as today: the one that is nearest to today. */
@ApplicationScoped
class LinkDays {
  /** Selects the links, or lessons, that hold on a day; put a table's alias in. */
  private static final String HOLDS = " ? between %1$s.valid_from and %1$s.valid_until ";

  @Inject Schools schools;

  /** Returns the school's today, or the term's last or first day if it is outside. */
  LocalDate in(Term term) {
    return schools
        .findToday(term.schoolId())
        .map(SchoolDay::date)
        .map(today -> in(term, today))
        .orElse(term.endsOn());
  }

  /** Returns the day of the term that is nearest to a day. */
  static LocalDate in(Term term, LocalDate today) {
    LocalDate notEarly = today.isBefore(term.startsOn()) ? term.startsOn() : today;
    return notEarly.isAfter(term.endsOn()) ? term.endsOn() : notEarly;
  }

  /** Returns a condition with one parameter: that a link holds on a day. */
  static String holds(String alias) {
    return HOLDS.formatted(alias);
  }
}
