package dev.homeroom.users;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The login of a person.
 *
 * @param personId the person
 * @param username as the person types it; compared as written
 * @param passwordHash the password's hash, as its library prints it; null while there is none, as
 *     of an invited person
 * @param active false if disabled, or if the person has left
 * @param lastLogin the last successful login; null if there was none
 * @param schoolId the person's school; null for people of the district
 */
public record Account(
    String personId,
    String username,
    @Nullable String passwordHash,
    boolean active,
    @Nullable Instant lastLogin,
    @Nullable String schoolId) {
  /** Returns the account, active, with another hash. */
  public Account withHash(String hash) {
    return new Account(personId, username, hash, true, lastLogin, schoolId);
  }

  /** Leaves the hash out. */
  @Override
  public String toString() {
    return "Account[" + personId + "]";
  }
}
