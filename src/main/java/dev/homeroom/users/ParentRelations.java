package dev.homeroom.users;

import dev.homeroom.access.Relations;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the children of a person, of every school, and their schools; the links have no days. */
@ApplicationScoped
class ParentRelations implements Relations {
  @Inject Queries queries;

  private record Child(String id, @Nullable String schoolId) {}

  @Override
  @Transactional
  public Related of(String personId, Map<String, AccessTerm> terms) {
    List<Child> children =
        queries.list(
            "select c.id, c.school_id from parent_child l join person c on c.id = l.child_id"
                + " where l.parent_id = ?",
            row -> new Child(row.id(1), row.idOrNull(2)),
            Id.orNone(personId));
    Set<String> ids = new HashSet<>();
    Set<String> schools = new HashSet<>();
    for (Child child : children) {
      ids.add(child.id());
      if (child.schoolId() != null) {
        schools.add(child.schoolId());
      }
    }
    return new Related(Set.of(), Set.of(), ids, schools);
  }
}
