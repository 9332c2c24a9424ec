package dev.homeroom.auth;

import dev.homeroom.access.Caller;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/**
 * Finds the caller of every request, before the resource method is known. It refuses no request:
 * {@link CallerFilter} does, which knows the method.
 */
@Provider
@PreMatching
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter {
  static final String VERDICT = TokenVerdict.class.getName();

  @Inject CallerFinder finder;

  @Override
  public void filter(ContainerRequestContext request) {
    TokenVerdict verdict = verdict(request);
    if (verdict instanceof TokenVerdict.AcceptedToken accepted) {
      boolean secure = request.getSecurityContext().isSecure();
      request.setSecurityContext(new CallerContext(new Caller(accepted.record()), secure));
    }
  }

  /** Returns the verdict that a servlet filter has kept with the request, or else judges now. */
  private TokenVerdict verdict(ContainerRequestContext request) {
    if (request.getProperty(VERDICT) instanceof TokenVerdict kept) {
      return kept;
    }
    TokenVerdict verdict = finder.find(request.getHeaders().get(HttpHeaders.AUTHORIZATION));
    request.setProperty(VERDICT, verdict);
    return verdict;
  }
}
