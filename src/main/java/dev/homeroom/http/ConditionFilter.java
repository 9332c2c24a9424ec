package dev.homeroom.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Prepares the conditions of a request for those that check them. Several lines of {@code If-Match}
 * are one list (RFC 9110 §5.3), of which a resource would see the first line alone. A write must
 * not happen when its {@code If-None-Match} does not hold (§13.1.2), and no write checks it: it is
 * refused.
 */
@Provider
@Priority(Priorities.USER)
public final class ConditionFilter implements ContainerRequestFilter {
  private static final Set<String> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  @Override
  public void filter(ContainerRequestContext request) {
    List<String> versions = request.getHeaders().get(HttpHeaders.IF_MATCH);
    if (versions != null && versions.size() > 1) {
      String list = String.join(", ", versions);
      request.getHeaders().put(HttpHeaders.IF_MATCH, new ArrayList<>(List.of(list)));
    }
    if (!READS.contains(request.getMethod())
        && request.getHeaders().containsKey(HttpHeaders.IF_NONE_MATCH)) {
      throw ProblemException.field(
          HttpHeaders.IF_NONE_MATCH,
          "read_only",
          "If-None-Match is for reading; a write names the version that it changes in If-Match.");
    }
  }
}
