package dev.homeroom.testkit;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.BuiltInRoles;
import java.util.HashSet;
import java.util.Set;

/** Makes access records of people whose roles are all built in, or all custom. */
public final class TestRecords {
  private TestRecords() {}

  /** Returns a record whose roles tell which permissions hold for the whole school. */
  public static AccessRecord of(
      String id,
      String name,
      String schoolId,
      Set<String> roles,
      Set<String> permissions,
      boolean active,
      String termId,
      Set<String> taughtClasses,
      Set<String> enrolledClasses,
      Set<String> children) {
    return new AccessRecord(
        id,
        name,
        schoolId,
        roles,
        permissions,
        active,
        termId,
        taughtClasses,
        enrolledClasses,
        children,
        Set.of(),
        schoolWide(roles, permissions));
  }

  /** Returns the same record of a parent whose children are of these schools. */
  public static AccessRecord withChildSchools(AccessRecord of, String... schools) {
    return new AccessRecord(
        of.id(),
        of.name(),
        of.schoolId(),
        of.roles(),
        of.permissions(),
        of.active(),
        of.termId(),
        of.taughtClasses(),
        of.enrolledClasses(),
        of.children(),
        Set.of(schools),
        of.schoolPermissions());
  }

  private static Set<String> schoolWide(Set<String> roles, Set<String> permissions) {
    if (!roles.isEmpty() && roles.stream().noneMatch(BuiltInRoles::contains)) {
      return permissions;
    }
    Set<String> wide = new HashSet<>();
    roles.forEach(role -> wide.addAll(BuiltInRoles.schoolWide(role)));
    return wide;
  }
}
