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
 * @param detail what is wrong this time
 * @param instance the path that was asked for
 * @param code the kind as a constant, for programs
 * @param error the same as the title
 * @param correlationId what the log calls this request
 * @param durationMs how long the answer took, in milliseconds
 * @param timestamp when it was made
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
