package dev.homeroom.users;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person in an answer.
 *
 * @param id the person's id
 * @param username the account's user name; null without an account
 * @param name the name, as shown
 * @param kind an administrator, a teacher, staff, a student or a parent; see {@link UserRules#kind}
 * @param roles names of roles, sorted
 * @param schoolId the person's school; null for people of the district
 * @param gradeLevel a student's year; null for none
 * @param email an address; null for none
 * @param position what the person does at the school; null for none
 * @param state {@code active}, {@code disabled} (the account), or {@code left} (the person)
 * @param children ids of the person's children, sorted
 * @param parents ids of the person's parents, sorted
 * @param version raised by each change of the person, the account, the roles or the links
 */
record UserView(
    String id,
    @Nullable String username,
    String name,
    String kind,
    List<String> roles,
    @Nullable String schoolId,
    @Nullable String gradeLevel,
    @Nullable String email,
    @Nullable String position,
    String state,
    List<String> children,
    List<String> parents,
    int version) {
  UserView {
    roles = List.copyOf(roles);
    children = List.copyOf(children);
    parents = List.copyOf(parents);
  }
}
