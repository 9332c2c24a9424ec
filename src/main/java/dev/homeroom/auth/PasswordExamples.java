package dev.homeroom.auth;

/** The examples of passwords and one-time codes in the API's description. */
final class PasswordExamples {
  static final String CHANGE =
      """
      {"current": "homeroom-demo-password", "new": "seven geese cross the canal"}""";

  static final String REDEEM =
      """
      {"username": "ann.lee", "code": "7KQ2M-X9R4T-0BCDE-FGH3J",
       "password": "seven geese cross the canal"}""";

  static final String INVITE =
      """
      {"user_id": "4711", "username": "ann.lee", "name": "Ann Lee",
       "code": "7KQ2M-X9R4T-0BCDE-FGH3J", "expires_at": "2026-11-27T07:55:12.000Z"}""";

  static final String INVITES_BODY =
      """
      {"class_id": "31"}""";

  static final String INVITES =
      """
      {"invites": [{"user_id": "4711", "username": "ann.lee", "name": "Ann Lee",
        "code": "7KQ2M-X9R4T-0BCDE-FGH3J", "expires_at": "2026-11-27T07:55:12.000Z"}],
       "cut": false}""";

  private PasswordExamples() {}
}
