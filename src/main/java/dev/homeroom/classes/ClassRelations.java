package dev.homeroom.classes;

import dev.homeroom.access.Relations;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the classes that a person teaches and is enrolled in; none outside a term. */
@ApplicationScoped
class ClassRelations implements Relations {
  @Inject Queries queries;

  @Override
  @Transactional
  public Related of(String personId, @Nullable String termId) {
    OptionalLong person = Id.number(personId);
    OptionalLong term = termId == null ? OptionalLong.empty() : Id.number(termId);
    if (person.isEmpty() || term.isEmpty()) {
      return Related.NONE;
    }
    return new Related(
        classes("class_teacher", "teacher_id", person.getAsLong(), term.getAsLong()),
        classes("enrolment", "student_id", person.getAsLong(), term.getAsLong()),
        Set.of());
  }

  private Set<String> classes(String table, String column, long person, long term) {
    String sql =
        "select c.id from %s l join class c on c.id = l.class_id where l.%s = ? and c.term_id = ?"
            .formatted(table, column);
    return Set.copyOf(queries.list(sql, row -> row.id(1), person, term));
  }
}
