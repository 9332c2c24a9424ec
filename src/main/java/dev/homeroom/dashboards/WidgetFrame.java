package dev.homeroom.dashboards;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Term;
import dev.homeroom.schools.TermDay;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The input of a widget's figures: the subject, its school's day and term, and the entry that is
 * being loaded.
 *
 * @param viewed the subject
 * @param school the school's today in its current term; null for the district
 * @param scope the entry
 */
record WidgetFrame(Viewed viewed, @Nullable TermDay school, LoadScope scope) {
  /** Returns the subject's id. */
  String id() {
    return viewed.id();
  }

  /** Returns the school's today, in its term; the district has none. */
  TermDay termDay() {
    return Objects.requireNonNull(school, "the district has no day");
  }

  /** Returns the school's today. */
  SchoolDay day() {
    return termDay().day();
  }

  /** Returns the school's date of today. */
  LocalDate date() {
    return day().date();
  }

  /** Returns the school's term. */
  Term term() {
    return termDay().term();
  }
}
