package dev.homeroom.cache;

/** How much the cache keeps in this instance's memory. Port; implemented by the memory tier. */
public interface MemoryUse {
  /** Returns how many entries are there. */
  long size();

  /** Returns how many bytes they count for. */
  long bytes();
}
