package dev.homeroom.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Counts the application's responses by method and status. No text of a caller becomes a label: an
 * unknown method counts as {@code other}, and statuses are our own. Liberty's HTTP statistics label
 * by the caller's method and Host, so {@code server.xml} omits them.
 */
@ApplicationScoped
public class RequestMetrics {
  private static final String OTHER = "other";

  @Inject MetricRegistry registry;

  /** The counters by method and status: of 8 methods and the statuses of {@link ErrorCode}. */
  private final Map<String, Map<Integer, Counter>> counters = new ConcurrentHashMap<>();

  private final Metadata answers =
      Metadata.builder()
          .withName("http_requests")
          .withDescription("Responses, by method and status")
          .build();

  /** Counts one response. */
  public void count(String method, int status) {
    String known = RequestRules.METHODS.contains(method) ? method : OTHER;
    counters
        .computeIfAbsent(known, ignored -> new ConcurrentHashMap<>())
        .computeIfAbsent(status, code -> counter(known, code))
        .inc();
  }

  private Counter counter(String method, int status) {
    return registry.counter(
        answers, new Tag("method", method), new Tag("status", Integer.toString(status)));
  }
}
