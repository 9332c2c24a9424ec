package dev.homeroom.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How this server is, for people and dashboards.
 *
 * @param status {@code healthy}, {@code degraded} or {@code unhealthy}
 * @param service always {@code homeroom}
 * @param version the build's
 * @param environment {@code development} or {@code production}
 */
public record DetailedHealthView(
    String status,
    String service,
    String version,
    Instant timestamp,
    String environment,
    Checks checks) {

  /**
   * The parts.
   *
   * @param uptime of this process, in seconds
   */
  public record Checks(Check database, CacheCheck cache, Memory memory, long uptime) {}

  /**
   * One part.
   *
   * @param status {@code healthy} or {@code unhealthy}
   */
  public record Check(String status, String message) {}

  /**
   * The cache: {@code connected} while Redis answers, else {@code size} and {@code message}. What
   * is null is left out.
   *
   * @param status {@code healthy}; {@code degraded} while a Redis is set and memory answers
   * @param type which tier answers: {@code redis} or {@code in-memory}
   * @param connected true while Redis answers
   * @param size entries in memory
   * @param message why memory answers
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CacheCheck(
      String status,
      String type,
      @Nullable Boolean connected,
      @Nullable Long size,
      @Nullable String message) {

    static CacheCheck redis() {
      return new CacheCheck("healthy", "redis", true, null, null);
    }

    static CacheCheck memory(String status, long size, String message) {
      return new CacheCheck(status, "in-memory", null, size, message);
    }
  }

  /**
   * The heap.
   *
   * @param unit always {@code MB}
   */
  public record Memory(long used, long total, String unit) {}
}
