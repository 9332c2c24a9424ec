package dev.homeroom.cache.readthrough;

/** The verdicts on an entry of a tier. */
enum EntryVerdict {
  /** Answer it. */
  HIT,
  /** Answer it and say that it may be old: nothing newer can be had now. */
  STALE,
  /** Load; if that fails or is slow it may be answered after all. */
  EXPIRED,
  /** Load. */
  MISS,
  /** Load, and forget the entry: it can never be answered again. */
  GONE
}
