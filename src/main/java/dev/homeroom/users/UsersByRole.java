package dev.homeroom.users;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The people of the district by role, without those that have left or have a disabled account.
 *
 * @param users the people with any role; each counts once
 * @param roles the built-in roles first, then the others, by name; at most 100. A person with two
 *     roles counts in both
 * @param cut whether there are more roles; omitted if not
 */
public record UsersByRole(
    int users, List<RoleCount> roles, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {
  /** Copies the roles. */
  public UsersByRole {
    roles = List.copyOf(roles);
  }

  /**
   * The people with one role.
   *
   * @param role its name
   * @param users their number; 0 for a role that nobody has
   */
  public record RoleCount(String role, int users) {}
}
