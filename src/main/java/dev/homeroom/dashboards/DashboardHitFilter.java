package dev.homeroom.dashboards;

import dev.homeroom.auth.CallerFinder;
import dev.homeroom.cache.Answer;
import dev.homeroom.cache.LoadTimeoutException;
import dev.homeroom.dashboards.RoleDashboards.OwnDashboard;
import dev.homeroom.http.DashboardAnswer;
import dev.homeroom.http.Exchange;
import dev.homeroom.http.Failures;
import dev.homeroom.http.ProblemAnswer;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers dashboards that this server's memory has whole, before JAX-RS: by the same rules and with
 * the same headers and body (docs/adr/0019). All else goes on to {@link DashboardsResource}: what
 * has to be loaded or asked of Redis, every refusal, every request with a query, another method or
 * an unusual {@code Accept}. {@code web.xml} puts it last, before {@code /api/dashboards/*}.
 */
public class DashboardHitFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String BASE = "/api/dashboards/";
  private static final String[] NO_PATH = {};
  private static final Set<String> ACCEPTED = Set.of("*/*", MediaType.APPLICATION_JSON);

  @Inject transient CallerFinder callers;
  @Inject transient DashboardPaths paths;
  @Inject transient DashboardService dashboards;
  @Inject transient DashboardHits hits;

  /** A dashboard with all its widgets. */
  private record Hit(OwnDashboard found, Map<String, Answer<?>> widgets) {
    void writeTo(HttpServletRequest request, HttpServletResponse response) throws IOException {
      String name = found.dashboard().name();
      DashboardAnswer.write(request, response, name, found.subject().shown(), widgets);
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!isPlain(request) || !isAnswered(request, response)) {
      chain.doFilter(request, response);
    }
  }

  private static boolean isPlain(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return request.getMethod().equals(HttpMethod.GET)
        && request.getQueryString() == null
        && (accept == null || ACCEPTED.contains(accept));
  }

  private boolean isAnswered(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Exchange exchange = Exchange.of(request);
    Optional<Hit> hit;
    try {
      hit = find(request).flatMap(this::hit);
    } catch (LoadTimeoutException e) {
      // The request has waited for as long as it may.
      ProblemAnswer.write(exchange, response, Failures.problem(e), request.getRequestURI());
      return true;
    } catch (RuntimeException e) {
      // A refusal, or a failure; JAX-RS meets it too, and tells it.
      return false;
    }
    if (hit.isEmpty()) {
      return false;
    }
    hits.count();
    hit.get().writeTo(request, response);
    return true;
  }

  private Optional<Hit> hit(OwnDashboard found) {
    return dashboards
        .findInMemory(found.dashboard(), found.subject())
        .map(widgets -> new Hit(found, widgets));
  }

  /** Returns the dashboard at the request's path; empty if there is none, or no caller. */
  private Optional<OwnDashboard> find(HttpServletRequest request) {
    String uri = request.getRequestURI();
    String[] path = uri.startsWith(BASE) ? uri.substring(BASE.length()).split("/", -1) : NO_PATH;
    if (path.length == 1 && paths.hasNoId(path[0])) {
      return callers.caller(request).map(caller -> paths.find(caller, path[0]));
    }
    if (path.length == 2 && paths.hasId(path[0])) {
      return callers.caller(request).map(caller -> paths.find(caller, path[0], path[1]));
    }
    return Optional.empty();
  }
}
