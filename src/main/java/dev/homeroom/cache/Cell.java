package dev.homeroom.cache;

/**
 * What this instance knows of one tag's generation. Entries point to cells, so that checking a
 * stamp costs one read and no look-up; an entry must therefore never be kept as a copy.
 */
public interface Cell {
  /** Returns the tag's name. */
  String tag();

  /** Returns whether this is the tag's generation now; false as long as the tag is in doubt. */
  boolean holds(long generation);

  /**
   * Returns whether a stamp is of later than what is known here: this instance is behind. False
   * while the tag is in doubt.
   */
  boolean isBehind(long generation);
}
