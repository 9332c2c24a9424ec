package dev.homeroom.cache.memory;

/** What memory keeps for a key: a stamped entry, or a value of the Redis-shaped commands. */
abstract class Kept extends Seats.Seated {
  /** When it was used last; written by readers in a race. */
  private int used;

  /** Notes a use; no write if nothing was put since the last. */
  final void use(int now) {
    if (used != now) {
      used = now;
    }
  }

  @Override
  final int used() {
    return used;
  }

  abstract String key();

  /** Returns the name of the region by which its eviction is counted; empty if it has none. */
  abstract String region();

  /** Returns the bytes that it counts for, with its key and all that stands around both. */
  abstract long bytes();
}
