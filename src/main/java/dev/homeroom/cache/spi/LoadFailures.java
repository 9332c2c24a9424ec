package dev.homeroom.cache.spi;

/** Classifies the exceptions of loaders. Port; implemented in {@code http}. */
@FunctionalInterface
public interface LoadFailures {
  /**
   * Returns whether a failure or one of its causes means that the database cannot be reached: not a
   * mistake of one statement, and not our own load.
   */
  boolean isDatabaseAway(Throwable failure);
}
