package dev.homeroom.cache;

/** The size of the cache in this instance's memory. Port; implemented by the memory tier. */
public interface MemoryUse {
  /** Returns the number of entries. */
  long size();

  /** Returns the number of their bytes. */
  long bytes();
}
