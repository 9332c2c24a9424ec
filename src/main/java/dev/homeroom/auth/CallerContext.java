package dev.homeroom.auth;

import dev.homeroom.access.Caller;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** The security context of a request with a good token; secure if it came over TLS. */
record CallerContext(Caller caller, boolean isSecure) implements SecurityContext {
  @Override
  public Principal getUserPrincipal() {
    return caller;
  }

  @Override
  public boolean isUserInRole(String role) {
    return caller.has(role);
  }

  @Override
  public String getAuthenticationScheme() {
    return "Bearer";
  }
}
