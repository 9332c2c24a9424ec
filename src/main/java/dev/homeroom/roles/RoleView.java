package dev.homeroom.roles;

import java.util.List;

/**
 * A role as it is shown.
 *
 * @param name for instance {@code SCHOOL_ADMIN} or {@code front_desk}
 * @param builtIn whether it cannot be changed
 * @param permissions {@code <thing>:<read|write>}, in alphabetical order
 * @param version for {@code If-Match}; 0 for built-in ones
 */
record RoleView(String name, boolean builtIn, List<String> permissions, int version) {
  RoleView {
    permissions = permissions.stream().sorted().toList();
  }
}
