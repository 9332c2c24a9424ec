package dev.homeroom.users;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.access.RoleName;
import dev.homeroom.access.Thing;
import dev.homeroom.roles.Permissions.Granted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may see and change people: super administrators all; people with {@code users:write}
 * (administrators) those of their school; teachers see the students of their classes, students
 * themselves, parents themselves and their children. Fails closed.
 */
@ApplicationScoped
class UserAccess {
  /** Roles that may nothing but see themselves and their children. */
  private static final Set<String> LOWEST = Set.of(RoleName.STUDENT, RoleName.PARENT);

  @Inject AccessRecords records;

  /** Returns whether the caller may see and change everybody. */
  static boolean isSuper(AccessRecord caller) {
    return caller.reachesAll();
  }

  /**
   * Returns whether the caller may change people of a school.
   *
   * @param schoolId null for people of the district
   */
  static boolean administers(AccessRecord caller, @Nullable String schoolId) {
    return caller.mayWrite(Thing.USERS, schoolId);
  }

  /** Returns whether the caller may see everybody of a school. */
  static boolean seesSchool(AccessRecord caller, @Nullable String schoolId) {
    return administers(caller, schoolId) || caller.mayRead(Thing.USERS, schoolId);
  }

  /** Returns whether the caller teaches a class. */
  static boolean teaches(AccessRecord caller, @Nullable String classId) {
    return classId != null && caller.teaches(classId);
  }

  /**
   * Returns whether the caller may give roles, and so change people who have them: no role outranks
   * the caller's.
   *
   * @param granted the permissions of all the roles together
   */
  static boolean mayGive(AccessRecord caller, Collection<String> roles, Granted granted) {
    if (isSuper(caller)) {
      return true;
    }
    return caller.active()
        && !roles.contains(RoleName.SUPER_ADMIN)
        && (caller.has(RoleName.SCHOOL_ADMIN) || !roles.contains(RoleName.SCHOOL_ADMIN))
        && (LOWEST.containsAll(roles)
            || (caller.permissions().containsAll(granted.all())
                && caller.schoolPermissions().containsAll(granted.schoolWide())));
  }

  /** Returns whether the caller may see a person. */
  boolean maySee(AccessRecord caller, AccessRecord subject) {
    return caller.active()
        && (seesSchool(caller, subject.schoolId())
            || isSelf(caller, subject)
            || (caller.has(RoleName.PARENT) && caller.children().contains(subject.id()))
            || caller.teaches(subject)
            || hasChildInSchoolOf(caller, subject));
  }

  private static boolean isSelf(AccessRecord caller, AccessRecord subject) {
    return caller.id().equals(subject.id())
        && (caller.has(RoleName.STUDENT) || caller.has(RoleName.PARENT));
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
