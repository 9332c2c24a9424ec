package dev.homeroom.operations;

import dev.homeroom.access.Caller;
import dev.homeroom.auth.CallerFinder;
import dev.homeroom.cache.CacheState;
import dev.homeroom.cache.CacheStatus.Snapshot;
import dev.homeroom.cache.Source;
import dev.homeroom.http.Exchange;
import dev.homeroom.http.Failures;
import dev.homeroom.http.Json;
import dev.homeroom.http.ProblemAnswer;
import dev.homeroom.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;

/**
 * The cache's statistics at the path that monitors of old know. A servlet, because OpenAPI would
 * show a second JAX-RS application under the first one's path.
 */
@WebServlet("/internal/cache-stats")
public class CacheStatsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String JSON = "application/json";

  // Beans of the application's scope: proxies, which nobody serializes.
  @Inject transient MonitoringAccess monitoring;
  @Inject transient ServerState state;
  @Inject transient CallerFinder callers;

  /**
   * What monitors read; the first two members are those that they have always known.
   *
   * @param type {@code redis} or {@code memory}: which tier answers
   * @param connected whether Redis is
   * @param state which tier answers, and why
   * @param since when that began
   * @param stateChanges since the start
   * @param entries in memory; Redis is not asked for its own
   * @param bytes that they count for against {@code CACHE_MEMORY_BYTES}
   * @param databaseAway whether the last poll of the database failed
   */
  record CacheStatsView(
      String type,
      boolean connected,
      CacheState state,
      Instant since,
      long stateChanges,
      long entries,
      long bytes,
      boolean databaseAway) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Exchange exchange = Exchange.ofServlet(request);
    response.setHeader(Exchange.CORRELATION_HEADER, exchange.correlationId());
    response.setHeader("Cache-Control", "private, no-store");
    try {
      String authorization = request.getHeader("Authorization");
      // A caller costs a look at their access record: only if that is what opens the door.
      Caller caller = monitoring.wantsCaller() ? callers.caller(authorization).orElse(null) : null;
      monitoring.require(authorization, caller);
      write(response, HttpServletResponse.SC_OK, JSON, Json.bytes(stats()));
    } catch (ProblemException e) {
      ProblemAnswer.write(exchange, response, Failures.problem(e), request.getRequestURI());
    }
  }

  private CacheStatsView stats() {
    Snapshot cache = state.cache();
    boolean connected = cache.state() == CacheState.REDIS;
    return new CacheStatsView(
        (connected ? Source.REDIS : Source.MEMORY).text(),
        connected,
        cache.state(),
        cache.since(),
        state.cacheStateChanges(),
        state.memoryEntries(),
        state.memoryBytes(),
        state.databaseAway());
  }

  private static void write(HttpServletResponse response, int status, String type, byte[] body)
      throws IOException {
    response.setStatus(status);
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
