package dev.homeroom.cache;

/** Where a value came from; the lower-case name is what answers and metrics say. */
public enum Source {
  /** Read from Redis, or from a near copy of it. */
  REDIS,
  /** Memory, Redis not being in use. */
  MEMORY,
  /** Just loaded. */
  DB;

  /** Returns {@code redis}, {@code memory} or {@code db}. */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
