package dev.homeroom.users;

import dev.homeroom.access.Relations;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the children of a person, of every school; the links have no days. */
@ApplicationScoped
class ParentRelations implements Relations {
  @Inject Queries queries;

  @Override
  @Transactional
  public Related of(String personId, Map<String, AccessTerm> terms) {
    String sql = "select child_id from parent_child where parent_id = ?";
    List<String> children = queries.list(sql, row -> row.id(1), Id.orNone(personId));
    return new Related(Set.of(), Set.of(), Set.copyOf(children));
  }
}
