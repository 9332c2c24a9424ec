package dev.homeroom.audit;

import java.util.Locale;

/**
 * The thing that an action was done to.
 *
 * @param id its id: of a role the name, of a key the kid, of a cut-off for everyone {@code
 *     everyone}; never a token, a code, a person's name
 */
public record AuditSubject(Kind kind, String id) {
  /** The kind of a thing. */
  public enum Kind {
    /** A person. */
    PERSON,
    /** A role. */
    ROLE,
    /** A school. */
    SCHOOL,
    /** A term. */
    TERM,
    /** A class. */
    CLASS,
    /** A key that signs tokens. */
    KEY,
    /** A token, by its SHA-256 as revocations have it. */
    TOKEN,
    /** A path of the REST interface. */
    PATH,
    /** The whole district. */
    DISTRICT;

    /** Returns the name that is stored and shown. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns a person. */
  public static AuditSubject person(String id) {
    return new AuditSubject(Kind.PERSON, id);
  }

  /** Returns a role. */
  public static AuditSubject role(String name) {
    return new AuditSubject(Kind.ROLE, name);
  }
}
