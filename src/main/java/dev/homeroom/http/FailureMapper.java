package dev.homeroom.http;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers every failure that no other mapper takes. */
@Provider
public final class FailureMapper implements ExceptionMapper<Throwable> {
  @Context HttpHeaders headers;

  @Override
  public Response toResponse(Throwable failure) {
    return response(failure, headers);
  }

  /** Returns the response; an unexpected failure is logged once, and answered without a reason. */
  static Response response(Throwable failure, HttpHeaders headers) {
    Problem problem = Failures.problem(failure);
    if (problem.code() == ErrorCode.INTERNAL) {
      return problem.response().entity(new UnexpectedFailure(problem, failure)).build();
    }
    if (problem.code() == ErrorCode.STALE_VERSION
        && Failures.isCollision(failure)
        && headers.getHeaderString(HttpHeaders.IF_MATCH) == null) {
      // Two changes without a version collided.
      return Problem.of(ErrorCode.CONFLICT, problem.detail()).response().build();
    }
    return problem.response().build();
  }
}
