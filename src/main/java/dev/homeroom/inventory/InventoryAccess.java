package dev.homeroom.inventory;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Thing;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;

/**
 * Decides who may see a school's inventory: super administrators, and those people of the school
 * whose roles have {@code inventory:read}, as its administrators, staff and teachers do. Fails
 * closed.
 */
final class InventoryAccess {
  private InventoryAccess() {}

  /** Returns whether the caller may see every school's inventory. */
  static boolean maySeeAll(AccessRecord caller) {
    return caller.reachesAll();
  }

  /** Returns whether the caller may see the inventory of a school. */
  static boolean maySee(AccessRecord caller, String schoolId) {
    return caller.mayRead(Thing.INVENTORY, schoolId);
  }

  /**
   * Returns the school of a list: the one that is named, or else the caller's own.
   *
   * @throws ProblemException 403 if the caller may not see it; 400 if there is neither
   */
  static String school(ListQuery query, AccessRecord caller) {
    String school = InventoryQuery.school(query, caller);
    if (!maySee(caller, school)) {
      throw ProblemException.forbidden();
    }
    return school;
  }
}
