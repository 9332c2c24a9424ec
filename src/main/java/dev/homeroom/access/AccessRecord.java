package dev.homeroom.access;

import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rights of a person, as the database states them. There is one of the caller, and one of the
 * person whose things are asked for. It is kept in this server's memory only, and is never made
 * from a token, from Redis, or from a region of another package.
 *
 * @param id the person's id
 * @param name the person's name, as shown
 * @param schoolId the person's school; null for people of the district
 * @param roles names of roles, built-in or custom
 * @param permissions {@code <thing>:<read|write>} of all roles
 * @param active false if the account is disabled or the person has left
 * @param termId the school's current term, between two terms the last one; null before the first
 * @param taughtClasses ids of the classes, of any school, that the person teaches now in the
 *     current term of their school, between two terms in the last one
 * @param enrolledClasses ids of the classes that the person is enrolled in, by the same rule
 * @param children ids of the person's children, of any school
 * @param childSchools ids of the schools of these children
 * @param schoolPermissions those of the permissions that hold for the person's whole school: all of
 *     custom roles, some of built-in ones
 */
public record AccessRecord(
    String id,
    String name,
    @Nullable String schoolId,
    Set<String> roles,
    Set<String> permissions,
    boolean active,
    @Nullable String termId,
    Set<String> taughtClasses,
    Set<String> enrolledClasses,
    Set<String> children,
    Set<String> childSchools,
    Set<String> schoolPermissions) {

  /** Copies the sets. */
  public AccessRecord {
    roles = Set.copyOf(roles);
    permissions = Set.copyOf(permissions);
    taughtClasses = Set.copyOf(taughtClasses);
    enrolledClasses = Set.copyOf(enrolledClasses);
    children = Set.copyOf(children);
    childSchools = Set.copyOf(childSchools);
    schoolPermissions = Set.copyOf(schoolPermissions);
  }

  /** Returns whether the person has the role. */
  public boolean has(String role) {
    return roles.contains(role);
  }

  /** Returns whether the person may see and change everything, in every school. */
  public boolean reachesAll() {
    return active && has(RoleName.SUPER_ADMIN);
  }

  /**
   * Returns whether the person may see every thing of a kind in a school. Rights to less than that
   * are not asked for: oneself, own children, own classes.
   *
   * @param ofSchool the school; null for things of the district, which only super administrators
   *     reach
   */
  public boolean mayRead(Thing thing, @Nullable String ofSchool) {
    return reachesAll() || (isOf(ofSchool) && schoolPermissions.contains(thing.read()));
  }

  /**
   * Returns whether the person may change every thing of a kind in a school. Seeing it is another
   * right.
   *
   * @param ofSchool the school; null for things of the district, which only super administrators
   *     reach
   */
  public boolean mayWrite(Thing thing, @Nullable String ofSchool) {
    return reachesAll() || (isOf(ofSchool) && schoolPermissions.contains(thing.write()));
  }

  private boolean isOf(@Nullable String ofSchool) {
    return active && schoolId != null && schoolId.equals(ofSchool);
  }

  /** Returns whether the person is a teacher of the class. */
  public boolean teaches(String classId) {
    return active && has(RoleName.TEACHER) && taughtClasses.contains(classId);
  }

  /** Returns whether the person is a student of the class. */
  public boolean attends(String classId) {
    return active && has(RoleName.STUDENT) && enrolledClasses.contains(classId);
  }

  /** Returns whether the person is a teacher, and the other a student, of one class. */
  public boolean teaches(AccessRecord student) {
    return active
        && has(RoleName.TEACHER)
        && student.has(RoleName.STUDENT)
        && !Collections.disjoint(taughtClasses, student.enrolledClasses);
  }

  /** Returns whether the person is a parent of somebody of the school, active or not. */
  public boolean hasChildAt(@Nullable String ofSchool) {
    return ofSchool != null && has(RoleName.PARENT) && childSchools.contains(ofSchool);
  }

  /** Returns whether the person is a parent of a student. */
  public boolean isParentOf(AccessRecord student) {
    return active
        && has(RoleName.PARENT)
        && student.has(RoleName.STUDENT)
        && children.contains(student.id);
  }
}
