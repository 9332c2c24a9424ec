package dev.homeroom.http;

import dev.homeroom.http.ProblemException.FieldError;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An error as one answer tells it; the answer filter completes it to problem+json (RFC 9457) with
 * instance, correlation id, duration and time.
 *
 * @param code what kind of error
 * @param detail a sentence for the caller; nothing about classes, SQL or hosts
 * @param errors the fields at fault; empty if none is
 * @param retrySeconds when to try again, in seconds; told beside 503 only
 */
public record Problem(ErrorCode code, String detail, List<FieldError> errors, int retrySeconds) {
  /** RFC 9457 §3. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** What {@code Retry-After} says beside 503 unless the failure says more, in seconds. */
  static final int RETRY_SECONDS = 1;

  private static final String TYPE_PREFIX = "urn:homeroom:problem:";

  /** Copies the errors. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /** Makes a problem that may be over in a second. */
  public Problem(ErrorCode code, String detail, List<FieldError> errors) {
    this(code, detail, errors, RETRY_SECONDS);
  }

  /** Makes a problem without fields. */
  public static Problem of(ErrorCode code, String detail) {
    return new Problem(code, detail, List.of());
  }

  /** Returns an answer with the code's status and {@link #headers}. */
  public Response.ResponseBuilder response() {
    Response.ResponseBuilder response =
        Response.status(code.status()).type(MEDIA_TYPE).entity(this);
    headers().forEach(response::header);
    return response;
  }

  /**
   * Returns the headers that belong to the code: 503 says {@code Retry-After}, 401 {@code
   * WWW-Authenticate: Bearer} (RFC 9110 §11.6.1: a 401 names a way to authenticate).
   */
  Map<String, String> headers() {
    if (code.status() == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()) {
      return Map.of(HttpHeaders.RETRY_AFTER, Integer.toString(retrySeconds));
    }
    return code == ErrorCode.UNAUTHENTICATED
        ? Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        : Map.of();
  }

  /** Returns the whole body, for an answer that is made now to a path. */
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
