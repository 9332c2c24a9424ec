package dev.homeroom.cache.spi;

/** Sorts what loaders throw. Port; implemented where the failures of databases are known. */
@FunctionalInterface
public interface LoadFailures {
  /**
   * Returns whether a failure, or one of its causes, means that the database cannot be reached: not
   * one statement's or one widget's mistake, and not our own load.
   */
  boolean isDatabaseAway(Throwable failure);
}
