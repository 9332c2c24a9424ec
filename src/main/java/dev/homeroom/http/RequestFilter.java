package dev.homeroom.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** Begins the exchange of every request, before all other filters. */
@Provider
@PreMatching
@Priority(1)
public final class RequestFilter implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    Exchange.of(request);
  }
}
