package dev.homeroom.cache;

/** Where a value came from; the lower-case name is what answers and metrics say. */
public enum Source {
  /** Read from Redis, or from a near copy of it. */
  REDIS("redis"),
  /** Memory, Redis not being in use. */
  MEMORY("memory"),
  /** Just loaded. */
  DB("db");

  private final String text;

  Source(String text) {
    this.text = text;
  }

  /** Returns {@code redis}, {@code memory} or {@code db}. */
  public String text() {
    return text;
  }
}
