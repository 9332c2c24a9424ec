package dev.homeroom.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;

/**
 * Adds to every response its correlation id and, unless it has another one, {@code Cache-Control:
 * private, no-store}; completes problems and cached answers. Runs after all other answer filters.
 */
@Provider
@Priority(1)
public final class AnswerFilter implements ContainerResponseFilter {
  static final String PRIVATE = "private, no-store";

  private static final MediaType PROBLEM = MediaType.valueOf(Problem.MEDIA_TYPE);

  private final FailureLog failures = new FailureLog(System::nanoTime);

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    Exchange exchange = Exchange.of(request);
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle(Exchange.CORRELATION_HEADER, exchange.correlationId());
    if (!headers.containsKey(HttpHeaders.CACHE_CONTROL)) {
      headers.putSingle(HttpHeaders.CACHE_CONTROL, PRIVATE);
    }
    Object entity = response.getEntity();
    if (entity instanceof CachedEntity cached) {
      complete(cached, request, response, exchange);
      return;
    }
    if (entity instanceof UnexpectedFailure unexpected) {
      failures.failed(exchange.correlationId(), "", unexpected.cause());
      entity = unexpected.problem();
    }
    if (entity instanceof Problem problem) {
      String path = request.getUriInfo().getRequestUri().getRawPath();
      response.setEntity(problem.body(exchange, path), new Annotation[0], PROBLEM);
    }
  }

  /** Completes a response. Sets each header once: the platform copies those it came with. */
  private static void complete(
      CachedEntity cached,
      ContainerRequestContext request,
      ContainerResponseContext response,
      Exchange exchange) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    cached.forEachHeader(headers::putSingle);
    if (cached.isKnown(request.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatus(Response.Status.NOT_MODIFIED.getStatusCode());
      response.setEntity(null);
    } else {
      response.setEntity(cached.body(exchange));
    }
  }
}
