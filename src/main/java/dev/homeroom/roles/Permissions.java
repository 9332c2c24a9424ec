package dev.homeroom.roles;

import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collections;
import java.util.Set;

/** Reads the permissions of roles from the database, without a cache. */
@ApplicationScoped
public class Permissions {
  @Inject Queries queries;

  /**
   * Returns the permissions of all the roles together, each as {@code <thing>:<read|write>}; an
   * unknown role has none.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Set<String> of(Set<String> roles) {
    if (roles.isEmpty()) {
      return Set.of();
    }
    String marks = String.join(", ", Collections.nCopies(roles.size(), "?"));
    String sql = "select permission from role_permission where role_name in (" + marks + ")";
    return Set.copyOf(queries.list(sql, row -> row.text(1), roles.toArray()));
  }
}
