package dev.homeroom.audit;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.SecurityContext;

/**
 * The caller of a request that changes something, and where the request came from. Services take it
 * in place of the access record alone, so that they can record who did it.
 *
 * @param record the caller's rights
 */
public record Actor(AccessRecord record, RequestOrigin origin) {
  /**
   * Returns the actor of a request.
   *
   * @throws IllegalStateException if it has no caller, as in a public method
   */
  public static Actor of(SecurityContext security, HttpServletRequest request) {
    return new Actor(Caller.of(security).record(), RequestOrigin.of(request));
  }
}
