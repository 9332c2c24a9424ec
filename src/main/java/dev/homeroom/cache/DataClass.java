package dev.homeroom.cache;

/** What kind of data a region holds, from which follows how old an answer may be. */
public enum DataClass {
  /** The database is asked first, always; never served stale. */
  CRITICAL,
  /** Roles and rights; stale only for a short time, and only while the database is away. */
  AUTHZ,
  /** Rows that many read. */
  SHARED,
  /** Aggregates that cost something to make. */
  COMPUTED,
  /** Objects that never leave this instance: kept by reference, never as bytes. */
  LOCAL
}
