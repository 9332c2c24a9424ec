package dev.homeroom.users;

import dev.homeroom.cache.Tag;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the tags that a change of a person replaces; its callers hold the transaction. */
@ApplicationScoped
class UserTags {
  /** The tag of the lists and figures of the whole district. */
  static final Tag DISTRICT = Tag.of("district");

  @Inject Queries queries;
  @Inject Clock clock;

  private record Taught(String classId, @Nullable String teacherId) {
    static Taught of(Row row) throws SQLException {
      return new Taught(row.id(1), row.idOrNull(2));
    }
  }

  /** Returns the tags of the lists of a school's people, and of the district's. */
  static Set<Tag> ofPeople(@Nullable String schoolId) {
    Set<Tag> tags = new LinkedHashSet<>();
    tags.add(DISTRICT);
    if (schoolId != null) {
      tags.add(Tag.of("people", schoolId));
    }
    return tags;
  }

  /** Returns the tags of what shows a person, and of the person's rights. */
  static List<Tag> ofPerson(String personId) {
    return List.of(Tag.of("access", personId), Tag.of("user", personId));
  }

  /**
   * Returns the tags that a change of a person replaces: those of the person, of the parents, whose
   * rights name the child's school, of the lists, also those of the children's schools, which show
   * their parents, of the classes of the last year, and of their teachers, who see name and state.
   */
  Set<Tag> of(StoredPerson person) {
    Set<Tag> tags = ofPeople(person.school());
    tags.addAll(ofPerson(person.idText()));
    String parents = "select parent_id from parent_child where child_id = ?";
    queries
        .list(parents, row -> row.id(1), person.id)
        .forEach(parent -> tags.addAll(ofPerson(parent)));
    queries
        .list(
            "select distinct c.school_id from parent_child l join person c on c.id = l.child_id"
                + " where l.parent_id = ? and c.school_id is not null",
            row -> row.id(1),
            person.id)
        .forEach(school -> tags.add(Tag.of("people", school)));
    for (Taught taught : classes(person)) {
      tags.add(Tag.of("class", taught.classId()));
      if (taught.teacherId() != null) {
        tags.add(Tag.of("user", taught.teacherId()));
      }
    }
    return tags;
  }

  private List<Taught> classes(StoredPerson person) {
    LocalDate from = LocalDate.now(clock.withZone(ZoneOffset.UTC)).minusYears(1);
    return queries.list(
        "select e.class_id, t.teacher_id from enrolment e join class c on c.id = e.class_id"
            + " join term m on m.id = c.term_id"
            + " left join class_teacher t on t.class_id = e.class_id"
            + " where e.student_id = ? and m.ends_on >= ?"
            + " union select o.class_id, o.teacher_id from class_teacher o"
            + " join class c on c.id = o.class_id join term m on m.id = c.term_id"
            + " where o.teacher_id = ? and m.ends_on >= ?",
        Taught::of,
        person.id,
        from,
        person.id,
        from);
  }
}
