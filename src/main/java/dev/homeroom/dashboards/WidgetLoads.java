package dev.homeroom.dashboards;

import dev.homeroom.cache.BulkLoader.ValueMaker;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import dev.homeroom.schools.Term;
import dev.homeroom.schools.TermDay;
import dev.homeroom.schools.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /**
   * Loads a widget's entries of several schools by as many statements as one of them, each fresh
   * until its school's midnight at most.
   *
   * @return what makes the entry of each, in their order; it throws if the school is not there any
   *     more
   * @throws RuntimeException if the database is away
   */
  @Transactional
  <T> List<ValueMaker<T>> loadAll(
      StoredWidget.SchoolFigures<T> figures, List<Viewed> schoolsViewed) {
    List<TermDay> found = termDays(schoolsViewed);
    Map<String, ValueMaker<T>> makers = new HashMap<>();
    List<T> values = found.isEmpty() ? List.of() : figures.of(found);
    for (int i = 0; i < values.size(); i++) {
      SchoolDay day = found.get(i).day();
      T value = values.get(i);
      makers.put(
          day.school().id(),
          freshness -> {
            freshness.freshUntil(day.endsAt());
            return value;
          });
    }
    return schoolsViewed.stream()
        .map(
            school ->
                makers.getOrDefault(
                    school.school(),
                    freshness -> {
                      throw missing(school.school());
                    }))
        .toList();
  }

  /** Returns the days of those schools that are there. */
  private List<TermDay> termDays(List<Viewed> schoolsViewed) {
    Map<String, SchoolDay> days =
        schools.findToday(schoolsViewed.stream().map(Viewed::school).toList());
    List<String> ids = schoolsViewed.stream().map(Viewed::termId).filter(Objects::nonNull).toList();
    Map<String, Term> current = ids.isEmpty() ? Map.of() : terms.findTerms(ids);
    List<TermDay> found = new ArrayList<>();
    for (Viewed school : schoolsViewed) {
      SchoolDay day = days.get(school.school());
      if (day != null) {
        found.add(termDay(day, current.get(school.term())));
      }
    }
    return found;
  }

  private static TermDay termDay(SchoolDay day, @Nullable Term term) {
    return new TermDay(day, term == null ? Term.outside(day) : term);
  }

  private static IllegalStateException missing(String schoolId) {
    return new IllegalStateException("school " + schoolId + " is not there");
  }

  private WidgetFrame frame(Viewed viewed, LoadScope scope) {
    String schoolId = viewed.schoolId();
    if (schoolId == null) {
      return new WidgetFrame(viewed, null, scope);
    }
    SchoolDay day = schools.findToday(schoolId).orElseThrow(() -> missing(schoolId));
    scope.freshUntil(day.endsAt());
    Term term = Optional.ofNullable(viewed.termId()).flatMap(terms::findTerm).orElse(null);
    return new WidgetFrame(viewed, termDay(day, term), scope);
  }
}
