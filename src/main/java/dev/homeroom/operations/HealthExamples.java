package dev.homeroom.operations;

/** The examples in the API's description. */
final class HealthExamples {
  static final String REDIS =
      """
      {"redis_available": true, "redis_status": "connected", "state": "REDIS",
       "since": "2026-11-20T10:12:09.517Z", "latency_ms": 0.42,
       "last_error": "connection refused", "next_probe": "2026-11-20T10:30:05.000Z",
       "history": [
        {"at": "2026-11-20T10:11:40.120Z", "from": "REDIS", "to": "DEGRADED",
         "reason": "connection refused"},
        {"at": "2026-11-20T10:12:09.301Z", "from": "DEGRADED", "to": "RECOVERING",
         "reason": "3 good probes in a row"},
        {"at": "2026-11-20T10:12:09.517Z", "from": "RECOVERING", "to": "REDIS",
         "reason": "the last probe succeeded"}]}""";

  static final String AWAY =
      """
      {"redis_available": false, "redis_status": "disconnected", "state": "DEGRADED",
       "since": "2026-11-20T10:11:40.120Z", "latency_ms": 0.42,
       "last_error": "connection refused", "next_probe": "2026-11-20T10:11:44.203Z",
       "history": [
        {"at": "2026-11-20T10:11:40.120Z", "from": "REDIS", "to": "DEGRADED",
         "reason": "connection refused"}]}""";

  static final String NOT_CONFIGURED =
      """
      {"redis_available": false, "redis_status": "disconnected", "state": "NOT_CONFIGURED",
       "since": "2026-11-20T07:00:03.118Z", "latency_ms": null, "last_error": null,
       "next_probe": null, "history": []}""";

  static final String HEALTHY =
      """
      {"status": "healthy", "service": "homeroom", "version": "1.0.0",
       "timestamp": "2026-11-20T10:30:00.000Z", "environment": "production",
       "checks": {
        "database": {"status": "healthy", "message": "The database answers."},
        "cache": {"status": "healthy", "type": "redis", "connected": true},
        "memory": {"used": 210, "total": 512, "unit": "MB"}, "uptime": 86400}}""";

  static final String DEGRADED =
      """
      {"status": "degraded", "service": "homeroom", "version": "1.0.0",
       "timestamp": "2026-11-20T10:30:00.000Z", "environment": "production",
       "checks": {
        "database": {"status": "healthy", "message": "The database answers."},
        "cache": {"status": "degraded", "type": "in-memory", "size": 1523,
         "message": "Redis is away (connection refused); memory answers."},
        "memory": {"used": 210, "total": 512, "unit": "MB"}, "uptime": 86400}}""";

  static final String UNHEALTHY =
      """
      {"status": "unhealthy", "service": "homeroom", "version": "1.0.0",
       "timestamp": "2026-11-20T10:30:00.000Z", "environment": "production",
       "checks": {
        "database": {"status": "unhealthy", "message": "The database does not answer."},
        "cache": {"status": "healthy", "type": "redis", "connected": true},
        "memory": {"used": 210, "total": 512, "unit": "MB"}, "uptime": 86400}}""";

  private HealthExamples() {}
}
