package dev.homeroom.roles;

/** The examples of roles in the API's description. */
final class RoleExamples {
  static final String NEW =
      """
      {"name": "front_desk", "permissions": ["attendance:read", "users:read"]}""";

  static final String PERMISSIONS =
      """
      {"permissions": ["attendance:read"]}""";

  static final String ROLE =
      """
      {"name": "front_desk", "built_in": false, "permissions": ["attendance:read", "users:read"],
       "version": 1}""";

  static final String CACHED_ROLE =
      """
      {"source": "memory", "age_ms": 1200, "stale": false, "data":
       {"name": "front_desk", "built_in": false, "permissions": ["attendance:read", "users:read"],
        "version": 1},
       "timestamp": "2026-11-20T10:30:00.000Z", "duration_ms": 0.42}""";

  static final String ROLES =
      """
      {"source": "memory", "age_ms": 1200, "stale": false, "data": [
       {"name": "front_desk", "built_in": false, "permissions": ["attendance:read", "users:read"],
        "version": 1}], "page": {"number": 0, "size": 50, "total": 1},
       "timestamp": "2026-11-20T10:30:00.000Z", "duration_ms": 0.42}""";

  private RoleExamples() {}
}
