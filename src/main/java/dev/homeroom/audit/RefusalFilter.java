package dev.homeroom.audit;

import dev.homeroom.access.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Has each 403 to a caller recorded. */
@Provider
@ApplicationScoped
public class RefusalFilter implements ContainerResponseFilter {
  @Context HttpServletRequest servlet;

  @Inject RefusalRecords refusals;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() == Response.Status.FORBIDDEN.getStatusCode()
        && request.getSecurityContext().getUserPrincipal() instanceof Caller caller) {
      Actor by = new Actor(caller.record(), RequestOrigin.of(servlet));
      refusals.record(by, request.getMethod(), request.getUriInfo().getPath());
    }
  }
}
