package dev.homeroom.classes;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.access.Thing;
import dev.homeroom.http.ProblemException;
import java.util.Objects;
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

  /**
   * Returns the school of a class that the caller may see: the caller's own for people with the
   * right to all its classes, for the class's teachers and for its students; a child's for the
   * child's parent.
   *
   * @throws ProblemException 403 if none of these holds
   */
  static String schoolOf(AccessRecord caller, String classId, AccessRecords people) {
    String own = caller.schoolId();
    if (own != null
        && (caller.mayRead(Thing.CLASSES, own)
            || caller.teaches(classId)
            || caller.attends(classId))) {
      return own;
    }
    for (String child : caller.children()) {
      AccessRecord record = people.find(child).orElse(null);
      if (record != null && caller.isParentOf(record) && record.attends(classId)) {
        return Objects.requireNonNull(record.schoolId(), "a student without a school");
      }
    }
    throw ProblemException.forbidden();
  }
}
