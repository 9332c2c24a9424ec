package dev.homeroom.database;

import java.time.Duration;

/** Thrown when a transaction held its tags for over 5 s before its commit; it is rolled back. */
public final class TagsHeldTooLongException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TagsHeldTooLongException(Duration held) {
    super("tags were held for " + held.toMillis() + " ms, at most 5000 are allowed");
  }
}
