package dev.homeroom.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Answers requests that the platform itself refuses: 404, 405, 406, 415 and the like. */
@Provider
public final class WebFailureMapper implements ExceptionMapper<WebApplicationException> {
  /** The platform's headers that are kept; all others are replaced. */
  private static final List<String> KEPT =
      List.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE);

  private static final int FIRST_ERROR = 400;

  @Context HttpHeaders headers;

  @Override
  public Response toResponse(WebApplicationException failure) {
    Response given = failure.getResponse();
    if (given.getStatus() < FIRST_ERROR || given.getEntity() instanceof Problem) {
      return given;
    }
    Response.ResponseBuilder response =
        Response.fromResponse(FailureMapper.response(failure, headers));
    for (String name : KEPT) {
      Object value = given.getHeaders().getFirst(name);
      if (value != null) {
        response.header(name, null).header(name, value);
      }
    }
    return response.build();
  }
}
