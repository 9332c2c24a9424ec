package dev.homeroom.cache.commands;

/**
 * Says when a collection holds so much less than once that it has to be copied: Java's own keep the
 * room of the most that they ever held.
 */
final class Room {
  /** So little room is not worth a copy. */
  private static final int SMALL = 64;

  private static final int SHARE = 4;

  private int most;

  /** Notes that so many are held now. */
  void taken(int size) {
    most = Math.max(most, size);
  }

  /** Returns whether a copy is due now that so many are left; it is counted as made. */
  boolean isTooLarge(int size) {
    if (most <= SMALL || size > most / SHARE) {
      return false;
    }
    most = size;
    return true;
  }
}
