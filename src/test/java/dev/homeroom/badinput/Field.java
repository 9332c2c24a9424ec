package dev.homeroom.badinput;

/**
 * A field of a body.
 *
 * @param path as a refusal names it, {@code holidays[0].date}
 * @param member of the body that holds it
 * @param frame the member's JSON, with {@code %s} in the place of the field's
 * @param kind what it is
 * @param required whether it must not be null or left out
 */
record Field(String path, String member, String frame, Kind kind, boolean required) {
  static Field required(String name, Kind kind) {
    return new Field(name, name, "%s", kind, true);
  }

  static Field optional(String name, Kind kind) {
    return new Field(name, name, "%s", kind, false);
  }

  /** Returns whether it is a member of the body itself. */
  boolean isMember() {
    return path.equals(member);
  }
}
