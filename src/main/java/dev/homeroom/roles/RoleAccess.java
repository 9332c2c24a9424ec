package dev.homeroom.roles;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Thing;

/**
 * Decides who may see and change roles. They are the whole district's: only super administrators
 * change them. Administrators of a school see all of them, and so do people with a custom role that
 * has {@code roles:read}. Fails closed.
 */
final class RoleAccess {
  private RoleAccess() {}

  /** Returns whether the caller may see all roles. */
  static boolean maySee(AccessRecord caller) {
    return caller.mayRead(Thing.ROLES, caller.schoolId());
  }

  /** Returns whether the caller may make, change and delete roles. */
  static boolean mayChange(AccessRecord caller) {
    return caller.reachesAll();
  }
}
