package dev.homeroom.dashboards;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import java.util.Collections;

/**
 * Decides who may see a dashboard: the person; a super administrator; an administrator of the
 * person's school; a teacher of a student's classes; a student's parent. Fails closed: an unknown
 * right is no right.
 */
final class DashboardAccess {
  private DashboardAccess() {}

  /** Returns whether the caller may see dashboards of the subject. */
  static boolean mayView(AccessRecord caller, AccessRecord subject) {
    return caller.active()
        && (caller.id().equals(subject.id())
            || caller.has(RoleName.SUPER_ADMIN)
            || administers(caller, subject)
            || teaches(caller, subject)
            || isParent(caller, subject));
  }

  /** Returns whether the caller is an administrator of the person's school. */
  static boolean administers(AccessRecord caller, AccessRecord subject) {
    return caller.active()
        && caller.has(RoleName.SCHOOL_ADMIN)
        && caller.schoolId() != null
        && caller.schoolId().equals(subject.schoolId());
  }

  /** Returns whether the caller may see the dashboard of a school. */
  static boolean mayViewSchool(AccessRecord caller, String schoolId) {
    return caller.active()
        && (caller.has(RoleName.SUPER_ADMIN)
            || (caller.has(RoleName.SCHOOL_ADMIN) && schoolId.equals(caller.schoolId())));
  }

  private static boolean teaches(AccessRecord caller, AccessRecord subject) {
    return caller.has(RoleName.TEACHER)
        && subject.has(RoleName.STUDENT)
        && !Collections.disjoint(caller.taughtClasses(), subject.enrolledClasses());
  }

  private static boolean isParent(AccessRecord caller, AccessRecord subject) {
    return caller.has(RoleName.PARENT)
        && subject.has(RoleName.STUDENT)
        && caller.children().contains(subject.id());
  }
}
