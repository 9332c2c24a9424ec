package dev.homeroom.roles;

import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** What roles permit, as the database has it: no cache between. */
@ApplicationScoped
public class Permissions {
  @Inject Queries queries;

  /**
   * Returns what any of the roles permits, each as {@code <thing>:<read|write>}; a role that is not
   * there permits nothing.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Set<String> of(Set<String> roles) {
    if (roles.isEmpty()) {
      return Set.of();
    }
    String marks = String.join(", ", Collections.nCopies(roles.size(), "?"));
    return Set.copyOf(
        new TreeSet<>(
            queries.list(
                "select permission from role_permission where role_name in (" + marks + ")",
                row -> row.text(1),
                roles.toArray())));
  }
}
