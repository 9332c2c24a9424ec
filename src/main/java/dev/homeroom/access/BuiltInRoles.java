package dev.homeroom.access;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The permissions of built-in roles that hold for the whole of the person's own school. The others
 * that a built-in role has hold for less: oneself, own children, own classes. A super administrator
 * needs none. A test compares this table with the database's.
 */
public final class BuiltInRoles {
  private static final Map<String, Set<String>> SCHOOL_WIDE =
      Map.of(
          RoleName.SUPER_ADMIN,
          Set.of(),
          RoleName.SCHOOL_ADMIN,
          schoolAdmin(),
          RoleName.TEACHER,
          Set.of(Thing.SCHOOLS.read(), Thing.INVENTORY.read()),
          RoleName.STAFF,
          Set.of(
              Thing.SCHOOLS.read(),
              Thing.INVOICES.read(),
              Thing.INVOICES.write(),
              Thing.PAYMENTS.read(),
              Thing.PAYMENTS.write(),
              Thing.INVENTORY.read(),
              Thing.INVENTORY.write(),
              Thing.ANNOUNCEMENTS.read(),
              Thing.EVENTS.read()),
          RoleName.STUDENT,
          Set.of(Thing.SCHOOLS.read()),
          RoleName.PARENT,
          Set.of(Thing.SCHOOLS.read()));

  private BuiltInRoles() {}

  private static Set<String> schoolAdmin() {
    Set<String> all = new TreeSet<>(Thing.permissions());
    // A school's administrator reads roles, reports and the audit log.
    all.remove(Thing.ROLES.write());
    all.remove(Thing.REPORTS.write());
    all.remove(Thing.AUDIT.write());
    all.remove(Thing.DASHBOARDS.write());
    return Set.copyOf(all);
  }

  /** Returns whether there is a built-in role of exactly this name. */
  public static boolean contains(String role) {
    return SCHOOL_WIDE.containsKey(role);
  }

  /** Returns whether a name is that of a built-in role, in any spelling of its letters. */
  public static boolean resembles(String role) {
    return SCHOOL_WIDE.keySet().stream().anyMatch(role::equalsIgnoreCase);
  }

  /** Returns a role's permissions for the whole school; none of a role that is not built in. */
  public static Set<String> schoolWide(String role) {
    return SCHOOL_WIDE.getOrDefault(role, Set.of());
  }
}
