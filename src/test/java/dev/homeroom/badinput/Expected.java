package dev.homeroom.badinput;

import java.util.Set;

/**
 * The refusal that a bad request gets.
 *
 * @param statuses one of these
 * @param field that is named; {@link #ANY} for one or another, null if there need be none
 * @param isBare whether the server refuses it before Homeroom is asked, without a problem document
 */
record Expected(Set<Integer> statuses, String field, boolean isBare) {
  static final String ANY = "*";

  Expected {
    statuses = Set.copyOf(statuses);
  }

  static Expected status(Integer... statuses) {
    return new Expected(Set.of(statuses), null, false);
  }

  static Expected field(String field) {
    return new Expected(Set.of(400), field, false);
  }

  /** Returns a refusal of a body that names what is wrong, somewhere. */
  static Expected body() {
    return field(ANY);
  }

  static Expected bare() {
    return new Expected(Set.of(400), null, true);
  }
}
