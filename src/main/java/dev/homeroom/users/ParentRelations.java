package dev.homeroom.users;

import dev.homeroom.access.Relations;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is whose child. */
@ApplicationScoped
class ParentRelations implements Relations {
  @Inject Queries queries;

  @Override
  @Transactional
  public Related of(String personId, @Nullable String termId) {
    OptionalLong number = Id.number(personId);
    if (number.isEmpty()) {
      return Related.NONE;
    }
    Set<String> children =
        Set.copyOf(
            queries.list(
                "select child_id from parent_child where parent_id = ?",
                row -> row.id(1),
                number.getAsLong()));
    return new Related(Set.of(), Set.of(), children);
  }
}
