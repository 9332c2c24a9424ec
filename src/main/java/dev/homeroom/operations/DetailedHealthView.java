package dev.homeroom.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The detailed health of this server, for people and dashboards.
 *
 * @param status {@code healthy}, {@code degraded} or {@code unhealthy}
 * @param service always {@code homeroom}
 * @param version the version of the build
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
   * The checks of the server's parts.
   *
   * @param uptime of this process, in seconds
   */
  public record Checks(Check database, CacheCheck cache, Memory memory, long uptime) {}

  /**
   * The check of one part.
   *
   * @param status {@code healthy} or {@code unhealthy}
   */
  public record Check(String status, String message) {}

  /**
   * The check of the cache: {@code connected} while Redis answers, else {@code size} and {@code
   * message}. Null members are omitted.
   *
   * @param status {@code healthy}; {@code degraded} while a Redis is set and memory answers
   * @param type the tier that answers: {@code redis} or {@code in-memory}
   * @param connected true while Redis answers
   * @param size entries in memory
   * @param message the reason why memory answers
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
   * The use of the heap.
   *
   * @param unit always {@code MB}
   */
  public record Memory(long used, long total, String unit) {}
}
