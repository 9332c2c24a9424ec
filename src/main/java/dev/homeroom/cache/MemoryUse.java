package dev.homeroom.cache;

/** The size of the cache in this instance's memory. Port; implemented by the memory tier. */
public interface MemoryUse {
  /** Returns the number of entries, and of values of commands. */
  long size();

  /** Returns the number of their bytes. */
  long bytes();

  /** Returns all figures; those that change meanwhile may be of different moments. */
  MemoryFigures figures();
}
