package dev.homeroom.roles;

import dev.homeroom.access.BuiltInRoles;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the permissions of roles from the database, without a cache. */
@ApplicationScoped
public class Permissions {
  @Inject Queries queries;

  /**
   * The permissions of some roles together.
   *
   * @param all each as {@code <thing>:<read|write>}
   * @param schoolWide those of them that hold for the person's whole school
   */
  public record Granted(Set<String> all, Set<String> schoolWide) {
    /** Copies the sets. */
    public Granted {
      all = Set.copyOf(all);
      schoolWide = Set.copyOf(schoolWide);
    }
  }

  private record Grant(String role, String permission) {
    boolean isSchoolWide() {
      return !BuiltInRoles.contains(role) || BuiltInRoles.schoolWide(role).contains(permission);
    }
  }

  /**
   * Returns the permissions of all the roles together; an unknown role has none.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Granted of(Set<String> roles) {
    if (roles.isEmpty()) {
      return new Granted(Set.of(), Set.of());
    }
    String marks = Queries.marks(roles.size());
    List<Grant> grants =
        queries.list(
            "select role_name, permission from role_permission where role_name in (" + marks + ")",
            row -> new Grant(row.text(1), row.text(2)),
            roles.toArray());
    Set<String> all = new HashSet<>();
    Set<String> schoolWide = new HashSet<>();
    for (Grant grant : grants) {
      all.add(grant.permission());
      if (grant.isSchoolWide()) {
        schoolWide.add(grant.permission());
      }
    }
    return new Granted(all, schoolWide);
  }
}
