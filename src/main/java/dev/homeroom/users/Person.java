package dev.homeroom.users;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person of the district.
 *
 * @param id the person's id
 * @param name the name, as shown
 * @param schoolId the person's school; null for people of the district
 * @param roles names of roles, built-in or custom
 * @param active false if the person has left or the account is disabled
 */
public record Person(
    String id, String name, @Nullable String schoolId, Set<String> roles, boolean active) {
  /** Copies the roles. */
  public Person {
    roles = Set.copyOf(roles);
  }
}
