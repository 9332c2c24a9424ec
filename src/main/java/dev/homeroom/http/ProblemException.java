package dev.homeroom.http;

import java.util.List;

/** Thrown for an error that the caller is told: code, detail, and the fields at fault. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A rule that a field broke.
   *
   * @param field the field's path, for instance {@code marks[3].mark}
   * @param rule the rule's short name, for instance {@code required}
   * @param message a sentence for a person
   */
  public record FieldError(String field, String rule, String message)
      implements java.io.Serializable {}

  private final ErrorCode code;

  /** Transient: no problem is ever serialized. */
  private final transient List<FieldError> errors;

  private final int retrySeconds;

  /** Makes an error with a sentence for the caller, without classes, SQL or hosts. */
  public ProblemException(ErrorCode code, String detail) {
    this(code, detail, List.of());
  }

  /** Makes an error of fields. */
  public ProblemException(ErrorCode code, String detail, List<FieldError> errors) {
    this(code, detail, errors, Problem.RETRY_SECONDS);
  }

  private ProblemException(
      ErrorCode code, String detail, List<FieldError> errors, int retrySeconds) {
    super(detail);
    this.code = code;
    this.errors = List.copyOf(errors);
    this.retrySeconds = retrySeconds;
  }

  /**
   * Makes a 503 with its own {@code Retry-After}, so that callers do not come back together.
   *
   * @param retrySeconds at least 1
   */
  public static ProblemException overloaded(String detail, int retrySeconds) {
    return new ProblemException(ErrorCode.OVERLOADED, detail, List.of(), retrySeconds);
  }

  /**
   * Makes a 429 with its {@code Retry-After}.
   *
   * @param retrySeconds at least 1
   */
  public static ProblemException tooManyRequests(String detail, int retrySeconds) {
    return new ProblemException(ErrorCode.TOO_MANY_REQUESTS, detail, List.of(), retrySeconds);
  }

  /** Makes a 400 about one field. */
  public static ProblemException field(String field, String rule, String message) {
    return new ProblemException(
        ErrorCode.INVALID_INPUT, message, List.of(new FieldError(field, rule, message)));
  }

  /** Makes a 403, the same for existing and missing things. */
  public static ProblemException forbidden() {
    return new ProblemException(ErrorCode.FORBIDDEN, "You may not see or change this.");
  }

  /** Refuses with 403 what the caller may not do. */
  public static void requireAllowed(boolean allowed) {
    if (!allowed) {
      throw forbidden();
    }
  }

  /** Returns the code. */
  public ErrorCode code() {
    return code;
  }

  /** Returns when to try again, in seconds; used with 503 and 429 only. */
  public int retrySeconds() {
    return retrySeconds;
  }

  /** Returns the fields at fault; empty if none is. */
  public List<FieldError> errors() {
    return errors;
  }
}
