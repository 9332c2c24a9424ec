package dev.homeroom.users;

import dev.homeroom.access.RoleName;
import jakarta.persistence.EntityManager;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a person that a writer holds.
 *
 * @param person the person
 * @param account null if there is none
 * @param roles names of roles
 */
record StoredUser(StoredPerson person, @Nullable StoredAccount account, Set<String> roles) {
  StoredUser {
    roles = Set.copyOf(roles);
  }

  /** Returns {@code active}, {@code disabled} or {@code left}. */
  String state() {
    return state(person.active, account == null ? null : account.state);
  }

  static String state(boolean active, @Nullable String accountState) {
    if (!active) {
      return "left";
    }
    return accountState == null ? StoredAccount.ACTIVE : accountState;
  }

  boolean isActive() {
    return state().equals(StoredAccount.ACTIVE);
  }

  /** Returns whether the person takes a seat of the school's plan. */
  boolean takesSeat() {
    return person.active && !person.kind.equals(UserRules.PARENT_KIND);
  }

  boolean isActiveSuperAdmin() {
    return roles.contains(RoleName.SUPER_ADMIN) && account != null && isActive();
  }

  /** Detaches the rows from EclipseLink, which then writes no change of them. */
  void detachFrom(EntityManager entities) {
    entities.detach(person);
    if (account != null) {
      entities.detach(account);
    }
  }

  /** Returns the person in the form of a request, which a patch then changes in part. */
  UserInput asInput() {
    return new UserInput(
        person.name,
        new TreeSet<>(roles).stream().toList(),
        person.school(),
        account == null ? null : account.username,
        person.gradeLevel,
        person.email,
        person.position,
        null,
        null);
  }
}
