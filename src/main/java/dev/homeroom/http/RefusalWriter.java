package dev.homeroom.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes the responses to requests that a filter refuses. */
@ApplicationScoped
class RefusalWriter {
  private static final System.Logger LOGGER = System.getLogger(RefusalWriter.class.getName());

  @Inject RequestMetrics metrics;

  /**
   * Answers with a problem and closes the connection, since its next bytes may be part of this
   * request.
   *
   * @throws IOException if the caller is gone
   */
  void answer(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    // Never the path or a header: either may hold a secret.
    LOGGER.log(System.Logger.Level.DEBUG, () -> "Refused: " + problem.code());
    metrics.count(request.getMethod(), problem.code().status());
    response.setHeader("Connection", "close");
    if (problem.code() == ErrorCode.METHOD_NOT_ALLOWED) {
      // A 405 names the path's methods (RFC 9110 §15.5.6); here, those of all paths.
      response.setHeader("Allow", String.join(", ", RequestRules.METHODS));
    }
    String path = request.getRequestURI();
    boolean isShown = path.length() <= RequestRules.MAX_TARGET && RequestRules.path(path) == null;
    ProblemAnswer.write(Exchange.ofServlet(request), response, problem, isShown ? path : "/");
  }
}
