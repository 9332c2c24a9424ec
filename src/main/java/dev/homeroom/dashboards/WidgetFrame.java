package dev.homeroom.dashboards;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Term;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a widget's figures are made of: the subject, its school's day and term, and the entry that
 * is being loaded.
 *
 * @param viewed the subject
 * @param schoolDay the school's today; null for the district
 * @param schoolTerm the current term, or one without a day; null for the district
 * @param scope the entry
 */
record WidgetFrame(
    Viewed viewed, @Nullable SchoolDay schoolDay, @Nullable Term schoolTerm, LoadScope scope) {
  /** Returns the subject's id. */
  String id() {
    return viewed.id();
  }

  /** Returns the school's today; the district has none. */
  SchoolDay day() {
    return Objects.requireNonNull(schoolDay, "the district has no day");
  }

  /** Returns the school's date of today. */
  LocalDate date() {
    return day().date();
  }

  /** Returns the school's term; the district has none. */
  Term term() {
    return Objects.requireNonNull(schoolTerm, "the district has no term");
  }
}
