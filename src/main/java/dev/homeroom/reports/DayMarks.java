package dev.homeroom.reports;

import dev.homeroom.http.ListQuery;
import dev.homeroom.reports.DailyReport.DayMark;
import dev.homeroom.reports.DailyReport.MissingStudent;
import dev.homeroom.reports.DailyReport.Parent;
import dev.homeroom.schools.AccessTerms;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Term;
import dev.homeroom.sql.Conditions;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.PageClause;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TextSearch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the marks of a day that are not {@code present}; its callers hold the transaction. */
@ApplicationScoped
class DayMarks {
  /** The marks m, their sheets s and classes c; its first parameter is the day. */
  static final String MARKS =
      " from class c join attendance_sheet s on s.class_id = c.id and s.on_date = ?"
          + " join attendance_mark m on m.sheet_id = s.id and m.mark <> 'present'";

  private static final String NAME = "coalesce(p.sort_key, '')";

  @Inject Queries queries;
  @Inject AccessTerms accessTerms;

  /**
   * Marks of a day.
   *
   * @param classes of which they are; null for all of the term
   */
  record Selected(LocalDate date, String termId, @Nullable Set<String> classes) {
    boolean reaches(String classId) {
      return classes == null || classes.contains(classId);
    }

    Conditions where() {
      Conditions all = new Conditions().add("c.term_id = ?", Id.orNone(termId));
      if (classes != null) {
        // No class has the number of Id.orNone(null).
        Set<String> some = classes.isEmpty() ? Set.of("") : classes;
        all.add("c.id in (" + Queries.marks(some.size()) + ")", Id.numbers(some));
      }
      return all;
    }

    @Nullable Object[] parameters() {
      return where().parameters(date);
    }
  }

  private record MarkOf(String studentId, DayMark mark) {}

  private record ParentOf(String studentId, Parent parent) {}

  /**
   * Returns the marks that are in reach. A teacher's classes are read here, not taken from access
   * records, which may be older than the entry's stamps.
   */
  Selected of(ReportReach reach, SchoolDay today, Term term, LocalDate date) {
    String teacher = reach.teacherId();
    return new Selected(date, term.id(), teacher == null ? null : taught(teacher, today, term));
  }

  private Set<String> taught(String teacherId, SchoolDay today, Term term) {
    return accessTerms
        .find(today.school().id(), today.date())
        .filter(access -> access.id().equals(term.id()))
        .map(
            access ->
                (Set<String>)
                    new HashSet<>(
                        queries.list(
                            "select c.id from class_teacher l join class c on c.id = l.class_id"
                                + " where l.teacher_id = ? and c.term_id = ?"
                                + " and ? between l.valid_from and l.valid_until",
                            row -> row.id(1),
                            Id.orNone(teacherId),
                            Id.orNone(term.id()),
                            access.day())))
        .orElse(Set.of());
  }

  /** Returns a page of the pupils with marks that pass the filters. */
  List<MissingStudent> students(Selected all, ListQuery query, boolean withParents) {
    Conditions name = named(query);
    List<MissingStudent> found =
        queries.list(
            "select p.id, p.name, p.grade_level"
                + students(all, query)
                + name.where()
                + PageClause.of(
                    query.sort().equals("grade") ? "p.grade_level" : NAME,
                    query.descending(),
                    NAME + ", p.id",
                    query.offset(),
                    query.size()),
            row ->
                new MissingStudent(row.id(1), row.text(2), row.textOrNull(3), List.of(), List.of()),
            name.parameters(filtered(all, query).parameters(all.date())));
    if (found.isEmpty()) {
      return found;
    }
    Object[] ids = Id.numbers(found.stream().map(MissingStudent::studentId).toList());
    Map<String, List<DayMark>> marks = marks(all, ids);
    Map<String, List<Parent>> parents = withParents ? parents(ids) : Map.of();
    return found.stream()
        .map(
            each ->
                new MissingStudent(
                    each.studentId(),
                    each.student(),
                    each.gradeLevel(),
                    marks.getOrDefault(each.studentId(), List.of()),
                    withParents ? parents.getOrDefault(each.studentId(), List.of()) : null))
        .toList();
  }

  /** Returns the number of pupils with marks that pass the filters. */
  int count(Selected all, ListQuery query) {
    Conditions name = named(query);
    return queries
        .find(
            "select count(*)" + students(all, query) + name.where(),
            row -> row.integer(1),
            name.parameters(filtered(all, query).parameters(all.date())))
        .orElseThrow();
  }

  // Joined, and not asked for by IN: H2 makes that list anew for each person.
  private static String students(Selected all, ListQuery query) {
    return " from (select distinct m.student_id"
        + MARKS
        + filtered(all, query).where()
        + ") d join person p on p.id = d.student_id";
  }

  private static Conditions filtered(Selected all, ListQuery query) {
    Conditions where = all.where();
    query.filter(ReportQuery.MARK).ifPresent(mark -> where.add("m.mark = ?", mark));
    query.filter(ReportQuery.CLASS).ifPresent(id -> where.add("c.id = ?", Id.orNone(id)));
    return where;
  }

  private static Conditions named(ListQuery query) {
    Conditions where = new Conditions();
    query.filter(ReportQuery.TEXT).ifPresent(text -> where.add(TextSearch.in("p.name"), text));
    return where;
  }

  private Map<String, List<DayMark>> marks(Selected all, Object... ids) {
    Conditions where = all.where().add("m.student_id in (" + Queries.marks(ids.length) + ")", ids);
    return queries
        .list(
            "select m.student_id, c.id, c.name, m.mark, s.taken_at"
                + MARKS
                + where.where()
                + " order by lower(c.name), c.id",
            row ->
                new MarkOf(
                    row.id(1),
                    new DayMark(row.id(2), row.text(3), row.text(4), null, row.instant(5))),
            where.parameters(all.date()))
        .stream()
        .collect(
            Collectors.groupingBy(
                MarkOf::studentId, Collectors.mapping(MarkOf::mark, Collectors.toList())));
  }

  private Map<String, List<Parent>> parents(Object... ids) {
    Map<String, List<Parent>> found = new HashMap<>();
    queries
        .list(
            "select l.child_id, p.id, p.name from parent_child l join person p on p.id = l.parent_id"
                + " and p.active where l.child_id in ("
                + Queries.marks(ids.length)
                + ") order by "
                + NAME
                + ", p.id",
            row -> new ParentOf(row.id(1), new Parent(row.id(2), row.text(3), null)),
            ids)
        .forEach(
            each ->
                found
                    .computeIfAbsent(each.studentId(), id -> new ArrayList<>())
                    .add(each.parent()));
    return found;
  }
}
