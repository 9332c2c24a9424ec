package dev.homeroom.http;

import dev.homeroom.http.ProblemException.FieldError;
import java.time.Instant;
import java.util.List;

/**
 * The JSON of every error (RFC 9457 §3, with members of our own).
 *
 * @param type a URN that names the kind of error
 * @param title the kind in words; the same for every error of the kind
 * @param status the HTTP status
 * @param detail the description of this error
 * @param instance the requested path
 * @param code the kind as a constant, for programs
 * @param error the same as the title
 * @param correlationId the id of this request in the log
 * @param durationMs the duration of the request in milliseconds
 * @param timestamp the time of the response
 * @param errors the fields at fault; empty if none is
 */
public record ProblemBody(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String code,
    String error,
    String correlationId,
    double durationMs,
    Instant timestamp,
    List<FieldError> errors) {

  /** Copies the errors. */
  public ProblemBody {
    errors = List.copyOf(errors);
  }
}
