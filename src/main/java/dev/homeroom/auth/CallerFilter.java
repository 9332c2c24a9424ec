package dev.homeroom.auth;

import dev.homeroom.access.FreshLogin;
import dev.homeroom.access.Public;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.Problem;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;

/**
 * Refuses requests without a caller, unless the method or its class is {@link Public}. No method
 * matches an unknown path, so its answer is replaced on the way out: callers without a token do not
 * learn which paths exist. Errors on public paths are not hidden.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION + 1)
public class CallerFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String MATCHED = CallerFilter.class.getName();
  private static final MediaType PROBLEM = MediaType.valueOf(Problem.MEDIA_TYPE);

  /** The longest time since the login for a method that wants a fresh one (SEC40). */
  static final Duration FRESH = Duration.ofMinutes(5);

  @Context ResourceInfo resource;
  @Inject PublicPaths publicPaths;
  @Inject Clock clock;

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(MATCHED, true);
    if (!isAccepted(request) && !PublicPaths.isPublic(resource.getResourceMethod())) {
      request.abortWith(refusal(request));
    } else if (!isFreshEnough(request)) {
      request.abortWith(loginRequired());
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(MATCHED) != null
        || isAccepted(request)
        || publicPaths.contains(request.getUriInfo().getPath())) {
      return;
    }
    Response refusal = refusal(request);
    response.setStatus(refusal.getStatus());
    response.getHeaders().clear();
    response.getHeaders().putAll(refusal.getHeaders());
    response.setEntity(refusal.getEntity(), new Annotation[0], PROBLEM);
  }

  private static boolean isAccepted(ContainerRequestContext request) {
    return request.getProperty(AuthenticationFilter.VERDICT) instanceof TokenVerdict.AcceptedToken;
  }

  /** Returns whether the password was given lately, if the method wants that. */
  private boolean isFreshEnough(ContainerRequestContext request) {
    Method method = resource.getResourceMethod();
    if (method == null || !method.isAnnotationPresent(FreshLogin.class)) {
      return true;
    }
    return request.getProperty(AuthenticationFilter.VERDICT)
            instanceof TokenVerdict.AcceptedToken accepted
        && clock.instant().getEpochSecond() - accepted.loggedInSeconds() <= FRESH.toSeconds();
  }

  /** Returns the refusal that a page answers with a login (RFC 9470 §3). */
  private static Response loginRequired() {
    return Problem.of(ErrorCode.LOGIN_REQUIRED, "This needs a login not older than 5 minutes.")
        .response()
        .header(
            HttpHeaders.WWW_AUTHENTICATE,
            "Bearer error=\"insufficient_user_authentication\", max_age=\""
                + FRESH.toSeconds()
                + "\"")
        .build();
  }

  /** Returns a refusal, with {@code error} only if a token was given (RFC 6750 §3.1). */
  private static Response refusal(ContainerRequestContext request) {
    Object verdict = request.getProperty(AuthenticationFilter.VERDICT);
    if (verdict instanceof TokenVerdict.MissingToken) {
      return Problem.of(ErrorCode.UNAUTHENTICATED, "An access token is needed.").response().build();
    }
    if (verdict instanceof TokenVerdict.RefusedToken) {
      return Problem.of(ErrorCode.UNAUTHENTICATED, "The access token is not accepted.")
          .response()
          .header(HttpHeaders.WWW_AUTHENTICATE, null)
          .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
          .build();
    }
    // Also if there is no verdict, because one of our filters failed.
    return Problem.of(ErrorCode.DATABASE_AWAY, "The access token cannot be checked at the moment.")
        .response()
        .build();
  }
}
