package dev.homeroom.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers requests that go no further than the filters. */
@ApplicationScoped
class RefusalWriter {
  private static final System.Logger LOGGER = System.getLogger(RefusalWriter.class.getName());

  @Inject RequestMetrics metrics;

  /**
   * Answers a problem, and ends the connection: what follows on it may be part of this request.
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
      // RFC 9110 §15.5.6: a 405 names what the path has, here what any path may have.
      response.setHeader("Allow", String.join(", ", RequestRules.METHODS));
    }
    String path = request.getRequestURI();
    boolean isShown = path.length() <= RequestRules.MAX_TARGET && RequestRules.path(path) == null;
    ProblemAnswer.write(Exchange.ofServlet(request), response, problem, isShown ? path : "/");
  }
}
