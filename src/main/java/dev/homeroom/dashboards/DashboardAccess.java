package dev.homeroom.dashboards;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Thing;

/**
 * Decides who may see a dashboard: the person; a super administrator; a person of the same school
 * with the right to its dashboards, as its administrators have; a teacher of a student's classes; a
 * student's parent. Fails closed: an unknown right is no right.
 */
final class DashboardAccess {
  private DashboardAccess() {}

  /** Returns whether the caller may see dashboards of the subject. */
  static boolean mayView(AccessRecord caller, AccessRecord subject) {
    return caller.active()
        && (caller.id().equals(subject.id())
            || caller.mayRead(Thing.DASHBOARDS, subject.schoolId())
            || caller.teaches(subject)
            || caller.isParentOf(subject));
  }

  /** Returns whether the caller may see all dashboards of the person's school. */
  static boolean administers(AccessRecord caller, AccessRecord subject) {
    return caller.mayRead(Thing.DASHBOARDS, subject.schoolId());
  }

  /** Returns whether the caller may see the dashboard of a school. */
  static boolean mayViewSchool(AccessRecord caller, String schoolId) {
    return caller.mayRead(Thing.DASHBOARDS, schoolId);
  }
}
