package dev.homeroom.auth;

/** The examples of signing keys in the API's description. */
final class KeyExamples {
  static final String WITHDRAW =
      """
      {"withdraw": "8f14e45fceea167a"}""";

  static final String KEYS =
      """
      {"keys": [
       {"kid": "c9f0f895fb98ab91", "state": "current", "created_at": "2026-11-20T10:30:00.000Z",
        "replaced_at": null, "verifies_until": null, "withdrawn_at": null},
       {"kid": "8f14e45fceea167a", "state": "replaced", "created_at": "2026-08-20T10:30:00.000Z",
        "replaced_at": "2026-11-20T10:30:00.000Z", "verifies_until": "2026-11-20T10:46:30.000Z",
        "withdrawn_at": null}]}""";

  private KeyExamples() {}
}
