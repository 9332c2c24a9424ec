package dev.homeroom.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;

/** Writes a problem as the response of a servlet or a servlet filter, outside JAX-RS. */
public final class ProblemAnswer {
  private ProblemAnswer() {}

  /**
   * Writes a whole response: status, headers, body.
   *
   * @param path the problem's instance
   * @throws IOException if the caller is gone
   */
  public static void write(
      Exchange exchange, HttpServletResponse response, Problem problem, String path)
      throws IOException {
    ProblemBody body = problem.body(exchange, path);
    byte[] bytes = Json.bytes(body);
    response.setStatus(body.status());
    problem.headers().forEach(response::setHeader);
    response.setHeader(Exchange.CORRELATION_HEADER, exchange.correlationId());
    response.setHeader(HttpHeaders.CACHE_CONTROL, AnswerFilter.PRIVATE);
    response.setContentType(Problem.MEDIA_TYPE);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
