package dev.homeroom.users;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person in a list; other components are those of {@link UserView}.
 *
 * @param lastLogin as it was when the list was loaded, up to 10 min ago; null for none
 */
record UserRow(
    String id,
    @Nullable String username,
    String name,
    String kind,
    List<String> roles,
    @Nullable String schoolId,
    @Nullable String gradeLevel,
    String state,
    @Nullable Instant lastLogin,
    int version) {
  UserRow {
    roles = List.copyOf(roles);
  }

  UserRow withRoles(List<String> found) {
    return new UserRow(
        id, username, name, kind, found, schoolId, gradeLevel, state, lastLogin, version);
  }
}
