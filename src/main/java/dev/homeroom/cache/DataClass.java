package dev.homeroom.cache;

/** The kind of a region's data, which decides how old an answer may be. */
public enum DataClass {
  /** Always read from the database first; never served stale. */
  CRITICAL,
  /** Roles and rights; served stale only for a short time while the database is away. */
  AUTHZ,
  /** Rows that many requests read. */
  SHARED,
  /** Expensive aggregates. */
  COMPUTED,
  /** Objects that never leave this instance: kept by reference, never as bytes. */
  LOCAL
}
