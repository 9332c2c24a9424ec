package dev.homeroom.dashboards;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import dev.homeroom.schools.Term;
import dev.homeroom.schools.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Finds the day and the term of a widget. */
@ApplicationScoped
class WidgetDays {
  @Inject Schools schools;
  @Inject Terms terms;

  /**
   * The day and the term of a widget.
   *
   * @param day the school's today
   * @param term the current term, or one without a day
   */
  record Frame(SchoolDay day, Term term) {}

  /** Returns the day and the term, and ends the entry's freshness with the school's day. */
  Frame frame(Viewed viewed, LoadScope scope) {
    SchoolDay day =
        schools
            .findToday(viewed.schoolId())
            .orElseThrow(
                () -> new IllegalStateException("school " + viewed.schoolId() + " is not there"));
    scope.freshUntil(day.endsAt());
    Optional<Term> term = Optional.ofNullable(viewed.termId()).flatMap(terms::findTerm);
    return new Frame(day, term.orElseGet(() -> Term.outside(day)));
  }
}
