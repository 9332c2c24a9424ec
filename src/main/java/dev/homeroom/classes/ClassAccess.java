package dev.homeroom.classes;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Thing;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may see and change a class's attendance: its teachers; people of its school with the
 * right to all its attendance, as its administrators; super administrators. Fails closed.
 */
final class ClassAccess {
  private ClassAccess() {}

  /**
   * Returns whether the caller may see the attendance of a class.
   *
   * @param found the class; null if there is none, which only super administrators may know
   */
  static boolean maySeeAttendance(AccessRecord caller, @Nullable SchoolClass found) {
    return found == null
        ? caller.reachesAll()
        : caller.mayRead(Thing.ATTENDANCE, found.schoolId()) || caller.teaches(found.id());
  }

  /**
   * Returns whether the caller may change the attendance of a class.
   *
   * @param found the class; null if there is none, which only super administrators may know
   */
  static boolean mayTakeAttendance(AccessRecord caller, @Nullable SchoolClass found) {
    return found == null
        ? caller.reachesAll()
        : caller.mayWrite(Thing.ATTENDANCE, found.schoolId()) || caller.teaches(found.id());
  }
}
