package dev.homeroom.users;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import dev.homeroom.access.Thing;
import java.util.Collection;
import java.util.Set;

/**
 * Decides who may see and change people: super administrators all; people with {@code users:write}
 * (administrators) those of their school; teachers see the students of their classes, students
 * themselves, parents themselves and their children. Fails closed.
 */
final class UserAccess {
  /** The roles that let a person see themselves and their children, and nothing else. */
  private static final Set<String> LOWEST = Set.of(RoleName.STUDENT, RoleName.PARENT);

  private UserAccess() {}

  /**
   * Returns whether the caller may give roles, and so change people with them: no role outranks the
   * caller's.
   *
   * @param permissions those of all the roles together
   */
  static boolean mayGive(AccessRecord caller, Collection<String> roles, Set<String> permissions) {
    if (caller.reachesAll()) {
      return true;
    }
    return caller.active()
        && !roles.contains(RoleName.SUPER_ADMIN)
        && (caller.has(RoleName.SCHOOL_ADMIN) || !roles.contains(RoleName.SCHOOL_ADMIN))
        && (LOWEST.containsAll(roles) || caller.schoolPermissions().containsAll(permissions));
  }

  /** Returns whether the caller may see a person. */
  static boolean maySee(AccessRecord caller, AccessRecord subject) {
    return caller.active()
        && (caller.mayRead(Thing.USERS, subject.schoolId())
            || isSelf(caller, subject)
            || caller.isParentOf(subject)
            || caller.teaches(subject)
            || hasChildInSchoolOf(caller, subject));
  }

  private static boolean isSelf(AccessRecord caller, AccessRecord subject) {
    return caller.id().equals(subject.id())
        && (caller.has(RoleName.STUDENT) || caller.has(RoleName.PARENT));
  }

  /** Returns whether a parent has a child in the caller's school, whichever the parent's own is. */
  private static boolean hasChildInSchoolOf(AccessRecord caller, AccessRecord subject) {
    return caller.mayRead(Thing.USERS, caller.schoolId()) && subject.hasChildAt(caller.schoolId());
  }
}
