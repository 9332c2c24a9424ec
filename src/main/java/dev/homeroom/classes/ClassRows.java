package dev.homeroom.classes;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.classes.ClassView.ClassTeacher;
import dev.homeroom.http.ListQuery;
import dev.homeroom.schools.AccessTerms;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import dev.homeroom.schools.Term;
import dev.homeroom.schools.Terms;
import dev.homeroom.sql.Conditions;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.PageClause;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import dev.homeroom.sql.TextSearch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads classes as they are shown, without a cache: with the teachers and pupils of today, in a
 * term that is over those of its last day. Each method throws if the database is away.
 */
@ApplicationScoped
class ClassRows {
  /** The orders of a list, and their columns. */
  private static final Map<String, String> SORTS =
      Map.of("name", "lower(c.name)", "course", "lower(o.name)", "students", "9");

  private static final String CLASSES =
      " from class c join term t on t.id = c.term_id join course o on o.id = c.course_id";

  private static final String LINKED =
      "exists (select 1 from %1$s l where l.class_id = c.id and l.%2$s = ? and"
          + LinkDays.holds("l")
          + ")";

  @Inject Queries queries;
  @Inject Schools schools;
  @Inject Terms terms;
  @Inject AccessTerms accessTerms;

  /**
   * The day by which links of a term are judged.
   *
   * @param active the condition on people p: those that have left are in no list of today
   */
  private record Judged(Term term, LocalDate date, String active) {
    static Judged of(Term term, LocalDate today) {
      LocalDate date = LinkDays.in(term, today);
      return new Judged(term, date, date.equals(today) ? " and p.active" : "");
    }
  }

  private record Taught(String classId, ClassTeacher teacher) {}

  /** Returns the school of a class; empty if there is no such class. */
  @Transactional
  Optional<String> schoolOf(String classId) {
    return queries.find(
        "select school_id from class where id = ?", row -> row.id(1), Id.orNone(classId));
  }

  /**
   * Returns a page of a school's classes in a term, without another one named the present term, or
   * between two terms the last; fresh until the school's midnight. Null if there is no such school.
   */
  @Transactional
  @Nullable List<ClassView> list(String schoolId, ListQuery query, LoadScope scope) {
    Optional<SchoolDay> day = schools.findToday(schoolId);
    if (day.isEmpty()) {
      return null;
    }
    scope.freshUntil(day.get().endsAt());
    return judged(day.get(), query).map(judged -> page(judged, query)).orElse(List.of());
  }

  private List<ClassView> page(Judged judged, ListQuery query) {
    String end =
        PageClause.of(
            SORTS.getOrDefault(query.sort(), "c.id"),
            query.descending(),
            "lower(c.name), c.id",
            query.offset(),
            query.size());
    return withTeachers(judged, select(judged, filter(judged, query), end));
  }

  /** Returns the number of the classes that pass the filters. */
  @Transactional
  long count(String schoolId, ListQuery query, LoadScope scope) {
    Optional<SchoolDay> day = schools.findToday(schoolId);
    day.ifPresent(today -> scope.freshUntil(today.endsAt()));
    return day.flatMap(today -> judged(today, query))
        .map(judged -> count(judged, query))
        .orElse(0L);
  }

  private long count(Judged judged, ListQuery query) {
    Conditions filter = filter(judged, query);
    return queries
        .find(
            "select count(*)" + CLASSES + filter.where(),
            row -> (long) row.integer(1),
            filter.parameters())
        .orElseThrow();
  }

  /** Returns a class of a school, fresh until its midnight; empty if the school has none such. */
  @Transactional
  Optional<ClassView> find(String schoolId, String classId, LoadScope scope) {
    Optional<SchoolDay> day = schools.findToday(schoolId);
    day.ifPresent(today -> scope.freshUntil(today.endsAt()));
    return queries
        .find(
            "select term_id from class where id = ? and school_id = ?",
            row -> row.id(1),
            Id.orNone(classId),
            Id.orNone(schoolId))
        .flatMap(terms::findTerm)
        .map(term -> Judged.of(term, day.orElseThrow().date()))
        .flatMap(judged -> find(judged, classId));
  }

  private Optional<ClassView> find(Judged judged, String classId) {
    Conditions one = new Conditions().add("c.id = ?", Id.orNone(classId));
    return withTeachers(judged, select(judged, one, "")).stream().findFirst();
  }

  private Optional<Judged> judged(SchoolDay day, ListQuery query) {
    String schoolId = day.school().id();
    return query
        .filter(ClassLists.TERM)
        .or(() -> accessTerms.find(schoolId, day.date()).map(term -> term.id()))
        .flatMap(terms::findTerm)
        .filter(term -> term.schoolId().equals(schoolId))
        .map(term -> Judged.of(term, day.date()));
  }

  private static Conditions filter(Judged judged, ListQuery query) {
    Conditions all = new Conditions();
    all.add("c.school_id = ?", Id.orNone(judged.term().schoolId()));
    all.add("c.term_id = ?", Id.orNone(judged.term().id()));
    query
        .filter(ClassLists.TEXT)
        .ifPresent(
            text ->
                all.add(
                    "(" + TextSearch.in("c.name") + " or " + TextSearch.in("o.name") + ")",
                    text,
                    text));
    query
        .filter(ClassLists.TEACHER)
        .ifPresent(
            id ->
                all.add(
                    LINKED.formatted("class_teacher", "teacher_id"), Id.orNone(id), judged.date()));
    query
        .filter(ClassLists.STUDENT)
        .ifPresent(
            id ->
                all.add(LINKED.formatted("enrolment", "student_id"), Id.orNone(id), judged.date()));
    return all;
  }

  private List<ClassView> select(Judged judged, Conditions filter, String end) {
    return queries.list(
        "select c.id, c.school_id, c.name, c.course_id, o.name, c.grade_level, c.term_id, t.name,"
            + " (select count(distinct e.student_id) from enrolment e"
            + " join person p on p.id = e.student_id where e.class_id = c.id and"
            + LinkDays.holds("e")
            + judged.active()
            + ")"
            + CLASSES
            + filter.where()
            + end,
        ClassRows::view,
        filter.parameters(judged.date()));
  }

  private List<ClassView> withTeachers(Judged judged, List<ClassView> classes) {
    if (classes.isEmpty()) {
      return classes;
    }
    Map<String, Collection<ClassTeacher>> teachers = new LinkedHashMap<>();
    List<Object> parameters =
        new ArrayList<>(List.of(Id.numbers(classes.stream().map(ClassView::id).toList())));
    parameters.add(judged.date());
    queries
        .list(
            "select distinct l.class_id, p.id, p.name, coalesce(p.sort_key, '') from class_teacher l"
                + " join person p on p.id = l.teacher_id where l.class_id in ("
                + Queries.marks(classes.size())
                + ") and"
                + LinkDays.holds("l")
                + judged.active()
                + " order by coalesce(p.sort_key, ''), p.id",
            row -> new Taught(row.id(1), new ClassTeacher(row.id(2), row.text(3))),
            parameters.toArray())
        .forEach(
            found ->
                teachers
                    .computeIfAbsent(found.classId(), id -> new ArrayList<>())
                    .add(found.teacher()));
    return classes.stream()
        .map(each -> each.with(List.copyOf(teachers.getOrDefault(each.id(), List.of()))))
        .toList();
  }

  private static ClassView view(Row row) throws SQLException {
    return new ClassView(
        row.id(1),
        row.id(2),
        row.text(3),
        row.id(4),
        row.text(5),
        row.textOrNull(6),
        row.id(7),
        row.text(8),
        List.of(),
        row.integer(9));
  }
}
