package dev.homeroom.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rights of a person, as the database states them: read for every person, also as the subject
 * of somebody else's view, kept in this instance's memory only and checked by generations. Never
 * made from a token, from Redis, or from a region of another package.
 *
 * @param id the person's id
 * @param name the person's name, as shown
 * @param schoolId the person's school; null for people of the district
 * @param roles names of roles, built-in or custom
 * @param permissions {@code <thing>:<read|write>} of all roles
 * @param active false if the account is disabled or the person has left
 * @param termId the school's current term; null outside any
 * @param taughtClasses ids of classes that the person teaches this term
 * @param enrolledClasses ids of classes that the person is enrolled in this term
 * @param children ids of the person's children
 */
public record AccessRecord(
    String id,
    String name,
    @Nullable String schoolId,
    Set<String> roles,
    Set<String> permissions,
    boolean active,
    @Nullable String termId,
    Set<String> taughtClasses,
    Set<String> enrolledClasses,
    Set<String> children) {

  /** Copies the sets. */
  public AccessRecord {
    roles = Set.copyOf(roles);
    permissions = Set.copyOf(permissions);
    taughtClasses = Set.copyOf(taughtClasses);
    enrolledClasses = Set.copyOf(enrolledClasses);
    children = Set.copyOf(children);
  }

  /** Returns whether the person has the role. */
  public boolean has(String role) {
    return roles.contains(role);
  }
}
