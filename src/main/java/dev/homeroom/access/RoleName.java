package dev.homeroom.access;

/**
 * The names of the built-in roles, and the form of any role's name. Custom roles have other names,
 * so records hold strings.
 */
public final class RoleName {
  /** The form of a name, as a regular expression. */
  public static final String FORM = "[A-Za-z0-9_-]{1,64}";

  /** What a refusal of another form says. */
  public static final String FORM_SAID = "A name is 1 to 64 letters of ASCII, digits, _ and -.";

  /** Sees and changes everything in every school. */
  public static final String SUPER_ADMIN = "SUPER_ADMIN";

  /** Sees and changes everything in one school. */
  public static final String SCHOOL_ADMIN = "SCHOOL_ADMIN";

  /** Works with the own classes. */
  public static final String TEACHER = "TEACHER";

  /** Works in the office and the stores of one school. */
  public static final String STAFF = "STAFF";

  /** Sees the own data. */
  public static final String STUDENT = "STUDENT";

  /** Sees the own children's data. */
  public static final String PARENT = "PARENT";

  private RoleName() {}
}
