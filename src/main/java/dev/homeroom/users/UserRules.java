package dev.homeroom.users;

import dev.homeroom.access.RoleName;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a person beyond the form of its fields. */
final class UserRules {
  /** The kind that takes no seat of the school's plan. */
  static final String PARENT_KIND = "parent";

  /** Roles with a kind of their own, the first one counts. */
  private static final List<String> KINDS =
      List.of(RoleName.TEACHER, RoleName.STAFF, RoleName.STUDENT, RoleName.PARENT);

  private static final Set<String> OF_A_SCHOOL =
      Set.of(RoleName.SCHOOL_ADMIN, RoleName.TEACHER, RoleName.STAFF, RoleName.STUDENT);

  private static final String ROLES = "roles";

  private UserRules() {}

  /**
   * Returns the kind of a person with these roles: that of the built-in role that may most; {@code
   * staff} if there are custom ones only.
   */
  static String kind(Collection<String> roles) {
    if (roles.contains(RoleName.SUPER_ADMIN) || roles.contains(RoleName.SCHOOL_ADMIN)) {
      return "admin";
    }
    return KINDS.stream()
        .filter(roles::contains)
        .findFirst()
        .map(role -> role.toLowerCase(Locale.ROOT))
        .orElse("staff");
  }

  /**
   * Refuses roles that are named twice, do not exist, or need a school.
   *
   * @param there those of the roles that exist
   */
  static void requireRoles(List<String> roles, Set<String> there, @Nullable String schoolId) {
    if (new HashSet<>(roles).size() < roles.size()) {
      throw ProblemException.field(ROLES, "duplicate", "A role is named twice.");
    }
    for (int i = 0; i < roles.size(); i++) {
      if (!there.contains(roles.get(i))) {
        throw ProblemException.field(ROLES + "[" + i + "]", "exists", "There is no such role.");
      }
    }
    if (schoolId == null && roles.stream().anyMatch(OF_A_SCHOOL::contains)) {
      throw ProblemException.field(
          "school_id", "required", "A person with one of these roles belongs to a school.");
    }
  }

  /** Refuses an account without a user name, and to disable one that does not exist. */
  static void requireAccount(UserInput input, boolean hasAccount) {
    if (input.username() == null && hasAccount) {
      throw ProblemException.field(
          "username", "required", "An account needs its user name; disable it instead.");
    }
    if (input.username() == null && StoredAccount.DISABLED.equals(input.state())) {
      throw ProblemException.field("state", "account", "There is no account to disable.");
    }
  }

  static ProblemException conflict(String detail) {
    return new ProblemException(ErrorCode.CONFLICT, detail);
  }
}
