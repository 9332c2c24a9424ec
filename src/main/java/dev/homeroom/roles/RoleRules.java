package dev.homeroom.roles;

import dev.homeroom.access.BuiltInRoles;
import dev.homeroom.access.Thing;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.ProblemException.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what the fields of a role mean; a refusal is a 400 that names every wrong field. */
final class RoleRules {
  private RoleRules() {}

  /** Refuses a new role with the name of a built-in one, or unknown permissions. */
  static void requireNew(RoleInput input) {
    List<FieldError> errors = new ArrayList<>();
    if (BuiltInRoles.resembles(input.name())) {
      errors.add(new FieldError("name", "reserved", "This is the name of a built-in role."));
    }
    addPermissions(input.permissions(), errors);
    refuse(errors);
  }

  /** Refuses unknown permissions, and those that are given twice. */
  static void requirePermissions(List<String> permissions) {
    List<FieldError> errors = new ArrayList<>();
    addPermissions(permissions, errors);
    refuse(errors);
  }

  private static void addPermissions(List<String> permissions, List<FieldError> errors) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < permissions.size(); i++) {
      String field = "permissions[" + i + "]";
      if (!Thing.permissions().contains(permissions.get(i))) {
        errors.add(
            new FieldError(
                field, "one_of", "A permission is a thing, a colon, and read or write."));
      } else if (!seen.add(permissions.get(i))) {
        errors.add(new FieldError(field, "unique", "The permission is given twice."));
      }
    }
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw new ProblemException(
          ErrorCode.INVALID_INPUT, "Fields are not valid; errors names them.", errors);
    }
  }
}
