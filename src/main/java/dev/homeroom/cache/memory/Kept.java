package dev.homeroom.cache.memory;

/** What memory keeps for a key: a stamped entry, or a value of the Redis-shaped commands. */
abstract class Kept extends Seats.Seated {
  /** When it was used last, or how often it was read; written by readers in a race. */
  private int used;

  /** When its key came. */
  private int since;

  /** Notes a use at a time; no write if nothing changed since the last. */
  final void use(int now) {
    if (used != now) {
      used = now;
    }
  }

  /** Counts a read. Of reads at the same moment one may be lost. */
  final void countRead() {
    if (used != Integer.MAX_VALUE) {
      used++;
    }
  }

  /** Begins with the uses and the place of another one, which had its key before. */
  final void follow(Kept old) {
    used = old.used();
    since = old.since();
  }

  /** Begins at this time, without any read. */
  final void begin(int now) {
    used = 0;
    since = now;
  }

  @Override
  final int used() {
    return used;
  }

  @Override
  final int since() {
    return since;
  }

  abstract String key();

  /** Returns the name of the region by which its eviction is counted; empty if it has none. */
  abstract String region();

  /** Returns whether it can be of no more use at this time, ms since 1970. */
  abstract boolean hasEnded(long nowMillis);

  /** Returns the bytes that it counts for, with its key and all that stands around both. */
  abstract long bytes();
}
