package dev.homeroom.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;

/**
 * The problem that is answered where no resource does: outside of {@code /api}, and where the
 * server itself refuses. Its own pages would name classes and its version.
 */
@WebServlet("/error")
public class ErrorServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problem problem = Failures.problem(new WebApplicationException(status(request)));
    Exchange exchange = Exchange.begin(request.getHeader(Exchange.CORRELATION_HEADER));
    ProblemBody body = problem.body(exchange, path(request));
    byte[] bytes = Json.bytes(body);
    response.setStatus(body.status());
    response.setHeader(Exchange.CORRELATION_HEADER, exchange.correlationId());
    response.setHeader("Cache-Control", AnswerFilter.PRIVATE);
    response.setContentType(Problem.MEDIA_TYPE);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /** Returns the status that was refused with; 404 to whoever asks for this path itself. */
  private static int status(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
        ? status
        : HttpServletResponse.SC_NOT_FOUND;
  }

  private static String path(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
        ? path
        : request.getRequestURI();
  }
}
