package dev.homeroom.dashboards;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import dev.homeroom.schools.Term;
import dev.homeroom.schools.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Loads widgets, each in a transaction of its own. */
@ApplicationScoped
class WidgetLoads {
  @Inject Schools schools;
  @Inject Terms terms;

  /**
   * Loads one widget, fresh until the school's midnight at most.
   *
   * @throws RuntimeException if the database is away, or the school is not there any more
   */
  @Transactional
  <T> T load(StoredWidget<T> widget, Viewed viewed, LoadScope scope) {
    return widget.figure().of(frame(viewed, scope));
  }

  private WidgetFrame frame(Viewed viewed, LoadScope scope) {
    String schoolId = viewed.schoolId();
    if (schoolId == null) {
      return new WidgetFrame(viewed, null, null, scope);
    }
    SchoolDay day =
        schools
            .findToday(schoolId)
            .orElseThrow(() -> new IllegalStateException("school " + schoolId + " is not there"));
    scope.freshUntil(day.endsAt());
    Optional<Term> term = Optional.ofNullable(viewed.termId()).flatMap(terms::findTerm);
    return new WidgetFrame(viewed, day, term.orElseGet(() -> Term.outside(day)), scope);
  }
}
