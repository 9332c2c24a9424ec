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
 * Answers the cache's statistics at the path that existing monitors read. It is a servlet, because
 * OpenAPI would show a second JAX-RS application under the first one's path.
 */
@WebServlet("/internal/cache-stats")
public class CacheStatsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  // Proxies of application-scoped beans, which are never serialized.
  @Inject transient MonitoringAccess monitoring;
  @Inject transient ServerState state;
  @Inject transient CallerFinder callers;

  /**
   * The statistics; existing monitors read the first two members.
   *
   * @param type the tier that answers: {@code redis} or {@code memory}
   * @param connected whether Redis is
   * @param since when the state began
   * @param stateChanges since the start
   * @param entries the entries in memory, without those in Redis
   * @param bytes their size, which {@code CACHE_MEMORY_BYTES} limits
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
      // Finding the caller costs a look-up of the access record, so only if the guard needs it.
      Caller caller = monitoring.wantsCaller() ? callers.caller(authorization).orElse(null) : null;
      monitoring.require(authorization, caller);
      byte[] body = Json.bytes(stats());
      response.setStatus(HttpServletResponse.SC_OK);
      response.setContentType("application/json");
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
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
}
