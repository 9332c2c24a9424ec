package dev.homeroom.users;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.access.RoleName;
import dev.homeroom.access.Thing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Set;

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
  boolean maySee(AccessRecord caller, AccessRecord subject) {
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

  /** Links decide: a parent of another school with a child in the caller's is seen too. */
  private boolean hasChildInSchoolOf(AccessRecord caller, AccessRecord subject) {
    return subject.has(RoleName.PARENT)
        && caller.schoolId() != null
        && caller.mayRead(Thing.USERS, caller.schoolId())
        && subject.children().stream()
            .flatMap(child -> records.find(child).stream())
            .anyMatch(child -> caller.schoolId().equals(child.schoolId()));
  }
}
