package dev.homeroom.auth;

/** The examples in the API's description. */
final class AuthExamples {
  static final String LOGIN =
      """
      {"username": "teacher", "password": "homeroom-demo-password"}""";

  static final String TOKEN =
      """
      {"access_token": "eyJ…", "token_type": "Bearer", "expires_in": 900}""";

  static final String ME =
      """
      {"id": "42", "username": "teacher", "name": "Tamsin Okafor", "roles": ["TEACHER"],
       "permissions": ["attendance:read", "attendance:write"], "school_id": "1",
       "last_login": "2026-11-20T07:55:12.000Z"}""";

  private AuthExamples() {}
}
