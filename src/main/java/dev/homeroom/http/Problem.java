package dev.homeroom.http;

import dev.homeroom.http.ProblemException.FieldError;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An error of one response; the answer filter completes it to problem+json (RFC 9457) with
 * instance, correlation id, duration and time.
 *
 * @param code the kind of error
 * @param detail a sentence for the caller, without classes, SQL or hosts
 * @param errors the fields at fault; empty if none is
 * @param retrySeconds when to try again, in seconds; used with 503 and 429 only
 */
public record Problem(ErrorCode code, String detail, List<FieldError> errors, int retrySeconds) {
  /** The media type of problems (RFC 9457 §3). */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The default of {@code Retry-After}, in seconds. */
  static final int RETRY_SECONDS = 1;

  private static final String TYPE_PREFIX = "urn:homeroom:problem:";

  /** Copies the errors. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /** Makes a problem with the default of {@code Retry-After}. */
  public Problem(ErrorCode code, String detail, List<FieldError> errors) {
    this(code, detail, errors, RETRY_SECONDS);
  }

  /** Makes a problem without fields. */
  public static Problem of(ErrorCode code, String detail) {
    return new Problem(code, detail, List.of());
  }

  /** Returns a response with the code's status and {@link #headers}. */
  public Response.ResponseBuilder response() {
    Response.ResponseBuilder response =
        Response.status(code.status()).type(MEDIA_TYPE).entity(this);
    headers().forEach(response::header);
    return response;
  }

  /**
   * Returns the headers that belong to the code: {@code Retry-After} with 503 and 429, {@code
   * WWW-Authenticate: Bearer} with 401 (RFC 9110 §11.6.1: a 401 names a way to authenticate).
   */
  Map<String, String> headers() {
    if (code == ErrorCode.TOO_MANY_REQUESTS
        || code.status() == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()) {
      return Map.of(HttpHeaders.RETRY_AFTER, Integer.toString(retrySeconds));
    }
    return code == ErrorCode.UNAUTHENTICATED
        ? Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        : Map.of();
  }

  /** Returns the whole body of a response that is made now for a path. */
  public ProblemBody body(Exchange exchange, String path) {
    String type = TYPE_PREFIX + code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new ProblemBody(
        type,
        code.title(),
        code.status(),
        detail,
        path,
        code.name(),
        code.title(),
        exchange.correlationId(),
        exchange.elapsedHundredths() / 100.0,
        exchange.clock().instant(),
        errors);
  }
}
