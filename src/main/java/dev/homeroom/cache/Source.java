package dev.homeroom.cache;

/** The sources of values; answers and metrics show the lower-case name. */
public enum Source {
  /** Read from Redis, or from a near copy of it. */
  REDIS("redis"),
  /** Memory, while Redis is not in use. */
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
