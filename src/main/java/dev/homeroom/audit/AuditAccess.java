package dev.homeroom.audit;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Thing;

/**
 * Decides who may read the audit log: super administrators all of it; administrators of a school,
 * and people with {@code audit:read}, the records of their school. Fails closed.
 */
final class AuditAccess {
  private AuditAccess() {}

  /** Returns whether the caller may read the whole log, and verify it. */
  static boolean mayReadAll(AccessRecord caller) {
    return caller.reachesAll();
  }

  /** Returns whether the caller may read the records of some school or of all. */
  static boolean mayRead(AccessRecord caller) {
    return caller.mayRead(Thing.AUDIT, caller.schoolId());
  }
}
