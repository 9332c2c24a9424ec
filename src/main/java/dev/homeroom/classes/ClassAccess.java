package dev.homeroom.classes;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may see and change a class's attendance: its teachers, administrators of its school,
 * super administrators. Fails closed.
 */
final class ClassAccess {
  private ClassAccess() {}

  /**
   * Returns whether the caller may see and change the attendance of a class.
   *
   * @param found the class; null if there is none, which only super administrators may know
   */
  static boolean mayTakeAttendance(AccessRecord caller, @Nullable SchoolClass found) {
    return caller.active()
        && (caller.has(RoleName.SUPER_ADMIN)
            || (found != null && (administers(caller, found) || teaches(caller, found))));
  }

  private static boolean administers(AccessRecord caller, SchoolClass found) {
    return caller.has(RoleName.SCHOOL_ADMIN) && found.schoolId().equals(caller.schoolId());
  }

  private static boolean teaches(AccessRecord caller, SchoolClass found) {
    return caller.has(RoleName.TEACHER) && caller.taughtClasses().contains(found.id());
  }
}
