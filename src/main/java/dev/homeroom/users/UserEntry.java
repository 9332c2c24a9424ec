package dev.homeroom.users;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person as the cache keeps it, also in Redis: {@link UserView} without the contact data, which
 * must not leave the server.
 */
record UserEntry(
    String id,
    @Nullable String username,
    String name,
    String kind,
    List<String> roles,
    @Nullable String schoolId,
    @Nullable String gradeLevel,
    @Nullable String position,
    String state,
    List<String> children,
    List<String> parents,
    int version) {
  UserEntry {
    roles = List.copyOf(roles);
    children = List.copyOf(children);
    parents = List.copyOf(parents);
  }

  static UserEntry of(UserView user) {
    return new UserEntry(
        user.id(),
        user.username(),
        user.name(),
        user.kind(),
        user.roles(),
        user.schoolId(),
        user.gradeLevel(),
        user.position(),
        user.state(),
        user.children(),
        user.parents(),
        user.version());
  }
}
