package dev.homeroom.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON bodies that may be left out. A request without a body has no media type either, so
 * their endpoints take every type, and the type of a body is checked here.
 */
@ApplicationScoped
public class OptionalBodies {
  @Inject Validator validator;

  /**
   * Returns the value of a body, read and checked as strictly as others; {@code absent} if it is
   * empty.
   *
   * @param sent the media type of the request; null if it has none
   * @throws ProblemException 415 for a body that is not JSON by its type, 400 for one that is wrong
   * @throws ConstraintViolationException if it breaks a rule of its fields, which is a 400 too
   */
  public <T> T read(byte[] body, @Nullable MediaType sent, Class<T> type, T absent) {
    if (body.length > 0 && (sent == null || !MediaType.APPLICATION_JSON_TYPE.isCompatible(sent))) {
      throw new ProblemException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body's Content-Type is not supported here.");
    }
    T value = Json.readOptional(body, type, absent);
    Set<ConstraintViolation<T>> violations = validator.validate(value);
    if (!violations.isEmpty()) {
      throw new ConstraintViolationException(violations);
    }
    return value;
  }
}
