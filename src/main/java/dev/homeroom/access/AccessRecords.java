package dev.homeroom.access;

import java.util.Optional;

/** Finds the access records of people. Port; implemented in {@code auth}. */
public interface AccessRecords {
  /**
   * Returns the record of a person, at most 2 s behind the database; empty if there is no such
   * person. Asked before any other region is.
   *
   * @throws RuntimeException if it is not in memory and cannot be loaded: nothing may be assumed
   */
  Optional<AccessRecord> find(String personId);
}
