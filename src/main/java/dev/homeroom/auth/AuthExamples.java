package dev.homeroom.auth;

/** The examples in the API's description. */
final class AuthExamples {
  static final String LOGIN =
      """
      {"username": "teacher", "password": "homeroom-demo-password"}""";

  static final String TOKEN =
      """
      {"access_token": "eyJ…", "refresh_token": "kQ3w….c2Vj…", "token_type": "Bearer",
       "expires_in": 900}""";

  static final String REFRESH =
      """
      {"refresh_token": "kQ3w….c2Vj…"}""";

  static final String CUT_OFF =
      """
      {"scope": "school", "id": "1"}""";

  static final String FORM = "token=eyJ…";

  static final String INTROSPECTION =
      """
      {"active": true, "token_type": "Bearer", "sub": "42", "groups": ["TEACHER"],
       "iss": "homeroom", "aud": "homeroom", "iat": 1795000000, "exp": 1795000900,
       "sid": "kQ3w…"}""";

  static final String ME =
      """
      {"id": "42", "username": "teacher", "name": "Tamsin Okafor", "roles": ["TEACHER"],
       "permissions": ["attendance:read", "attendance:write"], "school_id": "1",
       "last_login": "2026-11-20T07:55:12.000Z"}""";

  static final String KEYS =
      """
      {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "k-2026-11", "n": "u1W…",
        "e": "AQAB"}]}""";

  private AuthExamples() {}
}
