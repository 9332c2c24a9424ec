package dev.homeroom.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/** Refuses a form whose percent sequences are broken: the platform answers it with 500. */
@Provider
public final class FormInterceptor implements ReaderInterceptor {
  /**
   * {@inheritDoc}
   *
   * @throws ProblemException INVALID_INPUT for a malformed form
   */
  @Override
  public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
    try {
      return body.proceed();
    } catch (IllegalArgumentException e) {
      if (MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(body.getMediaType())) {
        throw new ProblemException(ErrorCode.INVALID_INPUT, "The form is malformed.");
      }
      throw e;
    }
  }
}
