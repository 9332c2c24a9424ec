package dev.homeroom.http;

import jakarta.validation.ValidationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers violations of Bean Validation in place of the platform's own mapper. */
@Provider
public final class ValidationFailureMapper implements ExceptionMapper<ValidationException> {
  @Context HttpHeaders headers;

  @Override
  public Response toResponse(ValidationException failure) {
    return FailureMapper.response(failure, headers);
  }
}
