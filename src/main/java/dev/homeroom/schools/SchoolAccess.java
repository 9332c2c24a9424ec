package dev.homeroom.schools;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Thing;

/**
 * Decides who may see and change schools and their terms. People see their own school, parents
 * those of their children too; an administrator of a school changes its settings and terms, and so
 * does a person with a custom role that has {@code schools:write}; super administrators do
 * everything. Fails closed.
 */
final class SchoolAccess {
  private SchoolAccess() {}

  /** Returns whether the caller may see all schools, and make and subscribe them. */
  static boolean mayChangeAll(AccessRecord caller) {
    return caller.reachesAll();
  }

  /** Returns whether the caller may change a school's settings and terms. */
  static boolean mayChange(AccessRecord caller, String schoolId) {
    return caller.mayWrite(Thing.SCHOOLS, schoolId);
  }

  /** Returns whether the caller may see a school. */
  static boolean maySee(AccessRecord caller, String schoolId) {
    return mayChangeAll(caller)
        || (caller.active() && (schoolId.equals(caller.schoolId()) || caller.hasChildAt(schoolId)));
  }
}
