package dev.homeroom.operations;

import java.time.Instant;

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
   * The cache.
   *
   * @param type {@code in-memory} or {@code redis}
   * @param size entries in memory
   */
  public record CacheCheck(String status, String type, long size, String message) {}

  /**
   * The heap.
   *
   * @param unit always {@code MB}
   */
  public record Memory(long used, long total, String unit) {}
}
