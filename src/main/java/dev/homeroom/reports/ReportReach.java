package dev.homeroom.reports;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import dev.homeroom.access.Thing;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * How much of a school's report a caller may see: super administrators, and people of the school
 * whose roles have {@code reports:read}, as its administrators, all of it; teachers of the school
 * the pupils of their own classes. Fails closed.
 *
 * @param schoolId the school
 * @param teacherId the teacher whose classes are seen; null for all
 * @param withParents whether links to parents are seen
 */
record ReportReach(String schoolId, @Nullable String teacherId, boolean withParents) {
  static final String SCHOOL = "school";

  /**
   * Returns what the caller may see of the school that is named, or else of the own.
   *
   * @throws ProblemException 403 if it is nothing; 400 if there is no school
   */
  static ReportReach of(AccessRecord caller, ListQuery query) {
    String school = query.filter(SCHOOL).orElseGet(caller::schoolId);
    if (school == null) {
      throw ProblemException.field(SCHOOL, "required", "school is missing: the id of a school.");
    }
    if (caller.mayRead(Thing.REPORTS, school)) {
      return new ReportReach(school, null, caller.mayRead(Thing.USERS, school));
    }
    ProblemException.requireAllowed(
        caller.active() && caller.has(RoleName.TEACHER) && school.equals(caller.schoolId()));
    return new ReportReach(school, caller.id(), false);
  }

  /** Returns the part of a key that keeps one reach apart from another. */
  String text() {
    if (teacherId != null) {
      return teacherId;
    }
    return withParents ? "school_with_parents" : "school";
  }
}
