package dev.homeroom.cache;

/**
 * The generation of one tag, as this instance knows it. Entries point to cells, so that the check
 * of a stamp costs one read and no look-up; an entry must therefore never be copied.
 */
public interface Cell {
  /** Returns the tag's name. */
  String tag();

  /** Returns whether this is the tag's generation now; false as long as the tag is in doubt. */
  boolean holds(long generation);

  /**
   * Returns whether a stamp is newer than the known generation: this instance is behind. False
   * while the tag is in doubt.
   */
  boolean isBehind(long generation);
}
