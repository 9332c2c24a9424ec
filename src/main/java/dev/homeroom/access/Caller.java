package dev.homeroom.access;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
   * @throws IllegalStateException if there is none: the method is public and must not ask
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

  /** Returns the person's school; null for people of the district. */
  public @Nullable String schoolId() {
    return record.schoolId();
  }

  /** Returns whether the caller has the role. */
  public boolean has(String role) {
    return record.has(role);
  }

  /** Returns the ids of the classes that the caller teaches this term. */
  public Set<String> taughtClasses() {
    return record.taughtClasses();
  }

  @Override
  public String getName() {
    return record.id();
  }
}
