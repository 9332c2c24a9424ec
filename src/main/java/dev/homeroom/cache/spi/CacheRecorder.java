package dev.homeroom.cache.spi;

import dev.homeroom.cache.Region;
import dev.homeroom.cache.Source;

/** Counts what the cache does. Port; a recorder never throws and costs less than 200 ns a hit. */
public interface CacheRecorder {
  /** What is counted as {@code operation}. */
  enum Operation {
    /** Answered by a valid entry. */
    HIT,
    /** No valid entry. */
    MISS,
    /** Answered by an old entry that said so. */
    STALE,
    /** An entry was kept. */
    SET,
    /** An entry was deleted. */
    DELETE,
    /** An entry had to go, because the tier was full. */
    EVICT,
    /** The tier failed. */
    ERROR
  }

  /** Why a value was served and not stored. */
  enum Unstored {
    /** Larger than the region's maximum. */
    TOO_LARGE,
    /** More than 16 tags. */
    TOO_MANY_TAGS,
    /** There is no such value, and its region has no negative answers. */
    ABSENT,
    /** Its stamps moved twice while it was loaded, or were in doubt. */
    STAMPS_MOVED
  }

  /** Why an entry was found and refused. */
  enum Refused {
    /** A generation is not the present one. */
    STAMP,
    /** It names another key. */
    KEY,
    /** Its region's values have another shape now. */
    SHAPE,
    /** No entry of this format, or without a tag that it must carry. */
    FORMAT,
    /** An entry whose payload is not the one that its checksum was made of. */
    CHECKSUM,
    /** Another installation's. */
    INSTALLATION
  }

  /** Which bound of memory an entry had to go for. */
  enum Evicted {
    /** There were too many. */
    ENTRIES,
    /** They were too large together, or this one by itself. */
    BYTES
  }

  /** Counts one operation of a tier. */
  void count(Source tier, Operation operation, Region<?> region);

  /** Counts a value that was served and not stored. */
  void countUnstored(Region<?> region, Unstored reason);

  /** Counts an entry that was found and refused. */
  void countRefused(Region<?> region, Refused reason);

  /** Tells how long a loader ran, in nanoseconds. */
  void loaded(Region<?> region, long nanos);

  /** Counts a caller that joined a load of somebody else. */
  void joined(Region<?> region);

  /**
   * Counts an entry that memory let go of, or never kept, to hold its bounds.
   *
   * @param region the name of its region; empty if it has none
   */
  default void evicted(String region, Evicted bound) {}

  /** Returns a recorder that forgets everything. */
  static CacheRecorder none() {
    return new CacheRecorder() {
      @Override
      public void count(Source tier, Operation operation, Region<?> region) {}

      @Override
      public void countUnstored(Region<?> region, Unstored reason) {}

      @Override
      public void countRefused(Region<?> region, Refused reason) {}

      @Override
      public void loaded(Region<?> region, long nanos) {}

      @Override
      public void joined(Region<?> region) {}
    };
  }
}
