package dev.homeroom.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The actions that are recorded: a closed set. The names are stored, and part of the hashes: a name
 * is never changed. Refreshed tokens and changes of the cache's state are not recorded.
 */
public enum AuditAction {
  /** A session was begun: by a login, or after a password was set or changed. */
  LOGIN_OK("login.ok"),
  /**
   * A wrong user name, password or one-time code, or an account that is not active or out of use.
   */
  LOGIN_FAILED("login.failed"),
  /**
   * Failures have put a password out of use until it is unlocked: recorded in place of the last
   * failure.
   */
  LOGIN_LOCKED("login.locked"),
  /** A refresh token was used again after it had been replaced: its family is revoked. */
  REFRESH_REUSED("refresh.reused"),
  /** A logout of one session. */
  LOGOUT("logout"),
  /** A logout of all sessions of a person. */
  LOGOUT_EVERYWHERE("logout.everywhere"),
  /** A person has replaced the own password. */
  PASSWORD_CHANGED("password.changed"),
  /** A one-time code was issued. */
  CODE_ISSUED("code.issued"),
  /** A person has set a password by a one-time code. */
  CODE_REDEEMED("code.redeemed"),
  /** An account was unlocked. */
  ACCOUNT_UNLOCKED("account.unlocked"),
  /** A new key signs tokens. */
  KEY_ROTATED("key.rotated"),
  /** A key and all tokens that it signed are refused. */
  KEY_WITHDRAWN("key.withdrawn"),
  /** All tokens of everyone, a school, a role or a person are refused. */
  CUTOFF_RAISED("cutoff.raised"),
  /** An administrator revoked a token with its session. */
  TOKEN_REVOKED("token.revoked"),
  /** A new person. */
  USER_CREATED("user.created"),
  /** Other fields of a person, apart from the next two. */
  USER_CHANGED("user.changed"),
  /** Other roles of a person, perhaps together with other fields. */
  USER_ROLES_CHANGED("user.roles_changed"),
  /** An account was disabled, perhaps together with other fields; not if roles changed too. */
  USER_DISABLED("user.disabled"),
  /** A person was removed, or has left. */
  USER_DELETED("user.deleted"),
  /** What identifies a person was erased. */
  USER_ERASED("user.erased"),
  /** All that is stored of a person was read. */
  USER_EXPORTED("user.exported"),
  /** A new role. */
  ROLE_CREATED("role.created"),
  /** Other permissions of a role. */
  ROLE_CHANGED("role.changed"),
  /** A role was deleted. */
  ROLE_DELETED("role.deleted"),
  /** A parent was linked to a child. */
  CHILD_LINKED("child.linked"),
  /** A link of a parent to a child was ended. */
  CHILD_UNLINKED("child.unlinked"),
  /** A teacher was linked to a class, or for other days. */
  TEACHER_LINKED("teacher.linked"),
  /** A link of a teacher to a class was ended. */
  TEACHER_UNLINKED("teacher.unlinked"),
  /** A student was enrolled in a class, or for other days. */
  STUDENT_LINKED("student.linked"),
  /** An enrolment was ended. */
  STUDENT_UNLINKED("student.unlinked"),
  /** A new school. */
  SCHOOL_CREATED("school.created"),
  /** Other settings or another subscription of a school. */
  SCHOOL_CHANGED("school.changed"),
  /** A new term. */
  TERM_CREATED("term.created"),
  /** Other days or holidays of a term. */
  TERM_CHANGED("term.changed"),
  /** A caller asked for something out of reach. */
  ACCESS_REFUSED("access.refused");

  private static final Map<String, AuditAction> BY_TEXT =
      Arrays.stream(values()).collect(Collectors.toMap(AuditAction::text, Function.identity()));

  private final String text;

  AuditAction(String text) {
    this.text = text;
  }

  /** Returns the name that is stored and shown, for instance {@code login.ok}. */
  public String text() {
    return text;
  }

  /** Returns the action of a name; empty if there is none. */
  static Optional<AuditAction> find(String text) {
    return Optional.ofNullable(BY_TEXT.get(text));
  }
}
