package dev.homeroom.access;

/** The names of the built-in roles. Custom roles have other names, so records hold strings. */
public final class RoleName {
  /** Everything, everywhere. */
  public static final String SUPER_ADMIN = "SUPER_ADMIN";

  /** Everything in one school. */
  public static final String SCHOOL_ADMIN = "SCHOOL_ADMIN";

  /** Own classes. */
  public static final String TEACHER = "TEACHER";

  /** Office and stores of one school. */
  public static final String STAFF = "STAFF";

  /** Self. */
  public static final String STUDENT = "STUDENT";

  /** Own children. */
  public static final String PARENT = "PARENT";

  private RoleName() {}
}
