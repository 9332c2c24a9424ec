package dev.homeroom.access;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * The caller of a request: the person of a verified, unrevoked token, with the present access
 * record.
 *
 * @param record the person's rights
 */
public record Caller(AccessRecord record) implements Principal {
  /**
   * Returns the caller that the filter found.
   *
   * @throws IllegalStateException if there is none, as in a public method
   */
  public static Caller of(SecurityContext security) {
    if (security.getUserPrincipal() instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("no caller");
  }

  /** Returns the person's id. */
  public String id() {
    return record.id();
  }

  /** Returns whether the caller has the role. */
  public boolean has(String role) {
    return record.has(role);
  }

  @Override
  public String getName() {
    return record.id();
  }
}
