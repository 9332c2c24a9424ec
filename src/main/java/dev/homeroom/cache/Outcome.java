package dev.homeroom.cache;

/** The outcomes of a read; {@code X-Cache-Status} shows the name. */
public enum Outcome {
  /** A valid entry. */
  HIT,
  /** No valid entry: loaded. */
  MISS,
  /** An entry that may be out of date, since no newer value came in time. */
  STALE,
  /** Answered without the cache. */
  BYPASS
}
