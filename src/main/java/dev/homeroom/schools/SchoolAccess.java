package dev.homeroom.schools;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.access.RoleName;
import dev.homeroom.access.Thing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Decides who may see and change schools and their terms. People see their own school, parents
 * those of their children too; an administrator of a school changes its settings and terms, and so
 * does a person with a custom role that has {@code schools:write}; super administrators do
 * everything. Fails closed.
 */
@ApplicationScoped
class SchoolAccess {
  @Inject AccessRecords records;

  /** Returns whether the caller may see all schools, and make and subscribe them. */
  static boolean mayChangeAll(AccessRecord caller) {
    return caller.reachesAll();
  }

  /** Returns whether the caller may change a school's settings and terms. */
  static boolean mayChange(AccessRecord caller, String schoolId) {
    return caller.mayWrite(Thing.SCHOOLS, schoolId);
  }

  /**
   * Returns whether the caller may see a school.
   *
   * @throws RuntimeException if a child's record is not in memory and cannot be loaded
   */
  boolean maySee(AccessRecord caller, String schoolId) {
    return mayChangeAll(caller)
        || (caller.active()
            && (schoolId.equals(caller.schoolId()) || hasChildAt(caller, schoolId)));
  }

  private boolean hasChildAt(AccessRecord caller, String schoolId) {
    return caller.has(RoleName.PARENT)
        && caller.children().stream()
            .flatMap(child -> records.find(child).stream())
            .anyMatch(child -> schoolId.equals(child.schoolId()));
  }
}
