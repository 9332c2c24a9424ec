package dev.homeroom.users;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's means to log in. A person without a password has no account.
 *
 * @param personId whose it is
 * @param username what the person types; compared as written
 * @param passwordHash the password's hash, in the form that its library prints
 * @param active false if disabled, or if the person has left
 * @param lastLogin the last login that succeeded; null if there was none
 */
public record Account(
    String personId,
    String username,
    String passwordHash,
    boolean active,
    @Nullable Instant lastLogin) {
  /** Leaves the hash out. */
  @Override
  public String toString() {
    return "Account[" + personId + "]";
  }
}
