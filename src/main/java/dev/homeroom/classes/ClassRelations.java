package dev.homeroom.classes;

import dev.homeroom.access.Relations;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the classes that a person teaches and is enrolled in, of every school: those of the term by
 * which the class's school judges access, whose link holds on the day.
 */
@ApplicationScoped
class ClassRelations implements Relations {
  @Inject Queries queries;

  /** A class that a person is linked with. */
  private record Link(
      String classId, String schoolId, String termId, LocalDate from, LocalDate until) {
    boolean holds(Map<String, AccessTerm> terms) {
      AccessTerm term = terms.get(schoolId);
      return term != null
          && term.id().equals(termId)
          && !term.day().isBefore(from)
          && !term.day().isAfter(until);
    }
  }

  @Override
  @Transactional
  public Set<String> schools(String personId) {
    OptionalLong person = Id.number(personId);
    if (person.isEmpty()) {
      return Set.of();
    }
    return Set.copyOf(
        queries.list(
            "select c.school_id from class_teacher l join class c on c.id = l.class_id"
                + " where l.teacher_id = ? union"
                + " select c.school_id from enrolment l join class c on c.id = l.class_id"
                + " where l.student_id = ?",
            row -> row.id(1),
            person.getAsLong(),
            person.getAsLong()));
  }

  @Override
  @Transactional
  public Related of(String personId, Map<String, AccessTerm> terms) {
    OptionalLong person = Id.number(personId);
    if (person.isEmpty() || terms.isEmpty()) {
      return Related.NONE;
    }
    return new Related(
        classes("class_teacher", "teacher_id", person.getAsLong(), terms),
        classes("enrolment", "student_id", person.getAsLong(), terms),
        Set.of(),
        Set.of());
  }

  private Set<String> classes(
      String table, String column, long person, Map<String, AccessTerm> terms) {
    List<Link> links =
        queries.list(
            "select c.id, c.school_id, c.term_id, l.valid_from, l.valid_until"
                + " from %s l join class c on c.id = l.class_id where l.%s = ?"
                    .formatted(table, column),
            ClassRelations::link,
            person);
    return links.stream()
        .filter(link -> link.holds(terms))
        .map(Link::classId)
        .collect(Collectors.toSet());
  }

  private static Link link(Row row) throws SQLException {
    return new Link(row.id(1), row.id(2), row.id(3), row.date(4), row.date(5));
  }
}
