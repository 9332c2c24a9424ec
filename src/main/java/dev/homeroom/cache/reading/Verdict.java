package dev.homeroom.cache.reading;

/** What may be done with an entry that a tier gave. */
enum Verdict {
  /** Answer it. */
  HIT,
  /** Answer it and say that it may be old. */
  STALE,
  /** Load. */
  MISS,
  /** Load, and forget the entry: it can never be answered again. */
  GONE
}
