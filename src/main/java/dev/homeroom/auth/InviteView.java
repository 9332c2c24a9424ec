package dev.homeroom.auth;

import java.time.Instant;

/**
 * A person's one-time code, which is not shown again.
 *
 * @param userId the person
 * @param username the account's user name
 * @param name the name, as shown
 * @param code the code
 * @param expiresAt its end
 */
public record InviteView(
    String userId, String username, String name, String code, Instant expiresAt) {
  /** Omits the code. */
  @Override
  public String toString() {
    return "InviteView[" + userId + "]";
  }
}
