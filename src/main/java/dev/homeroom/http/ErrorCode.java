package dev.homeroom.http;

/** The errors that a response can name, each with its JSON {@code code}, status and title. */
public enum ErrorCode {
  /** A body, parameter or header that breaks a rule; {@code errors[]} says which. */
  INVALID_INPUT(400, "Invalid input"),
  /** No token, or one that is not accepted. */
  UNAUTHENTICATED(401, "Not authenticated"),
  /** Out of the caller's reach, existing or not. */
  FORBIDDEN(403, "Forbidden"),
  /** The password was given too long ago for this: log in again. */
  LOGIN_REQUIRED(403, "Login required"),
  /** No such thing, where the caller may see all of that kind. */
  NOT_FOUND(404, "Not found"),
  /** The path has no such method. */
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  /** No representation that the caller accepts. */
  NOT_ACCEPTABLE(406, "Not acceptable"),
  /** The request did not come in time as a whole. */
  TIMED_OUT(408, "Request timed out"),
  /** The thing is in a state that forbids it. */
  CONFLICT(409, "Conflict"),
  /** The school's subscription is over, or has no free seat: no new active people. */
  PLAN_EXHAUSTED(409, "Plan exhausted"),
  /** The write would leave the district without an active super administrator. */
  LAST_SUPER_ADMIN(409, "Last super administrator"),
  /** The version in {@code If-Match} is not the present one. */
  STALE_VERSION(412, "Version is not the present one"),
  /** The body is larger than allowed. */
  TOO_LARGE(413, "Body too large"),
  /** Path and query are longer than allowed. */
  URI_TOO_LONG(414, "URI too long"),
  /** The body's media type, charset or coding is not understood. */
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
  /** Too many tries. */
  TOO_MANY_REQUESTS(429, "Too many requests"),
  /** The header fields together are longer than allowed. */
  HEADERS_TOO_LARGE(431, "Header fields too large"),
  /** A mistake of ours. */
  INTERNAL(500, "Internal error"),
  /** More load than can be served; try again soon. */
  OVERLOADED(503, "Overloaded"),
  /** The database is away; try again soon. */
  DATABASE_AWAY(503, "Database away");

  private final int status;
  private final String title;

  ErrorCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the short, fixed title. */
  public String title() {
    return title;
  }
}
