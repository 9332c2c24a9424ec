package dev.homeroom.menus;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;

/**
 * The access rules of menus: people see those of their own school, its staff and administrators
 * change them, super administrators do both everywhere. Fails closed.
 */
final class MenuAccess {
  private MenuAccess() {}

  /** Returns whether the caller may see menus of the school. */
  static boolean maySee(AccessRecord caller, String schoolId) {
    return caller.active()
        && (caller.has(RoleName.SUPER_ADMIN) || schoolId.equals(caller.schoolId()));
  }

  /** Returns whether the caller may change menus of the school. */
  static boolean mayChange(AccessRecord caller, String schoolId) {
    return maySee(caller, schoolId)
        && (caller.has(RoleName.SUPER_ADMIN)
            || caller.has(RoleName.SCHOOL_ADMIN)
            || caller.has(RoleName.STAFF));
  }
}
