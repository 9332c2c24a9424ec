package dev.homeroom.inventory;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Thing;

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
}
