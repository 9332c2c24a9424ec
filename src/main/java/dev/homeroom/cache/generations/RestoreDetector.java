package dev.homeroom.cache.generations;

/** Detects that the database was put back, as generations of a poll are smaller than before. */
final class RestoreDetector {
  private int count;
  private String example = "";

  void look(String tag, long before, long now) {
    if (now < before) {
      if (count == 0) {
        example = tag + " was " + before + ", is " + now;
      }
      count++;
    }
  }

  void warn(System.Logger logger) {
    if (count > 0) {
      logger.log(
          System.Logger.Level.WARNING,
          "Database went back: {0} generations are smaller than before ({1}). This means: it was"
              + " restored or failed over to an older state, which counts from now on; entries of"
              + " the lost time are no longer answered. Do: if a restore was not meant, look at the"
              + " database; after one, raise the cut-off of everyone (docs/when-the-database-is-down.md).",
          count,
          example);
    }
  }
}
