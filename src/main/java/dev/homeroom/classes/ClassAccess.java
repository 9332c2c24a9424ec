package dev.homeroom.classes;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import org.jspecify.annotations.Nullable;

/**
 * Who may see and change a class's attendance: its teachers, administrators of its school, super
 * administrators. Fails closed.
 */
final class ClassAccess {
  private ClassAccess() {}

  /**
   * Returns whether the caller may see and change the attendance of a class.
   *
   * @param found the class; null if there is none, of which only who may see all classes may know
   */
  static boolean mayTakeAttendance(AccessRecord caller, @Nullable SchoolClass found) {
    if (!caller.active()) {
      return false;
    }
    if (caller.has(RoleName.SUPER_ADMIN)) {
      return true;
    }
    if (found == null) {
      return false;
    }
    boolean administers =
        caller.has(RoleName.SCHOOL_ADMIN) && found.schoolId().equals(caller.schoolId());
    boolean teaches = caller.has(RoleName.TEACHER) && caller.taughtClasses().contains(found.id());
    return administers || teaches;
  }
}
