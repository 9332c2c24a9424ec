package dev.homeroom.users;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.access.RoleName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may see and change people: super administrators all; people with {@code users:write}
 * (administrators) those of their school; teachers see the students of their classes, students
 * themselves, parents themselves and their children. Fails closed.
 */
@ApplicationScoped
class UserAccess {
  private static final String READ = "users:read";
  private static final String WRITE = "users:write";

  /** Built-in roles whose {@code users:read} is not of the whole school. */
  private static final Set<String> NARROW =
      Set.of(RoleName.TEACHER, RoleName.STUDENT, RoleName.PARENT);

  /** Roles that may nothing but see themselves and their children. */
  private static final Set<String> LOWEST = Set.of(RoleName.STUDENT, RoleName.PARENT);

  @Inject AccessRecords records;

  /** Returns whether the caller may see and change everybody. */
  static boolean isSuper(AccessRecord caller) {
    return caller.active() && caller.has(RoleName.SUPER_ADMIN);
  }

  /**
   * Returns whether the caller may change people of a school.
   *
   * @param schoolId null for people of the district
   */
  static boolean administers(AccessRecord caller, @Nullable String schoolId) {
    return isSuper(caller)
        || (caller.active()
            && caller.permissions().contains(WRITE)
            && schoolId != null
            && schoolId.equals(caller.schoolId()));
  }

  /** Returns whether the caller may see everybody of a school. */
  static boolean seesSchool(AccessRecord caller, @Nullable String schoolId) {
    return administers(caller, schoolId)
        || (caller.active()
            && caller.permissions().contains(READ)
            && caller.roles().stream().noneMatch(NARROW::contains)
            && schoolId != null
            && schoolId.equals(caller.schoolId()));
  }

  /** Returns whether the caller teaches a class. */
  static boolean teaches(AccessRecord caller, @Nullable String classId) {
    return caller.active()
        && caller.has(RoleName.TEACHER)
        && classId != null
        && caller.taughtClasses().contains(classId);
  }

  /**
   * Returns whether the caller may give roles, and so change people who have them: no role outranks
   * the caller's.
   *
   * @param permissions those of all the roles together
   */
  static boolean mayGive(AccessRecord caller, Collection<String> roles, Set<String> permissions) {
    if (isSuper(caller)) {
      return true;
    }
    return caller.active()
        && !roles.contains(RoleName.SUPER_ADMIN)
        && (caller.has(RoleName.SCHOOL_ADMIN) || !roles.contains(RoleName.SCHOOL_ADMIN))
        && (LOWEST.containsAll(roles) || caller.permissions().containsAll(permissions));
  }

  /** Returns whether the caller may see a person. */
  boolean maySee(AccessRecord caller, AccessRecord subject) {
    return caller.active()
        && (seesSchool(caller, subject.schoolId())
            || isSelf(caller, subject)
            || (caller.has(RoleName.PARENT) && caller.children().contains(subject.id()))
            || teachesStudent(caller, subject)
            || hasChildInSchoolOf(caller, subject));
  }

  private static boolean isSelf(AccessRecord caller, AccessRecord subject) {
    return caller.id().equals(subject.id())
        && (caller.has(RoleName.STUDENT) || caller.has(RoleName.PARENT));
  }

  private static boolean teachesStudent(AccessRecord caller, AccessRecord subject) {
    return caller.has(RoleName.TEACHER)
        && subject.has(RoleName.STUDENT)
        && !Collections.disjoint(caller.taughtClasses(), subject.enrolledClasses());
  }

  /** Links decide: a parent of another school who has a child in the caller's is seen too. */
  private boolean hasChildInSchoolOf(AccessRecord caller, AccessRecord subject) {
    return subject.has(RoleName.PARENT)
        && caller.schoolId() != null
        && seesSchool(caller, caller.schoolId())
        && subject.children().stream()
            .flatMap(child -> records.find(child).stream())
            .anyMatch(child -> caller.schoolId().equals(child.schoolId()));
  }
}
