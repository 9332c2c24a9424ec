package dev.homeroom.cache;

/** How a value was found; the name is what {@code X-Cache-Status} says. */
public enum Outcome {
  /** A valid entry. */
  HIT,
  /** No valid entry: loaded. */
  MISS,
  /** An entry that may be old, served because nothing newer could be had in time. */
  STALE,
  /** Answered without the cache. */
  BYPASS
}
