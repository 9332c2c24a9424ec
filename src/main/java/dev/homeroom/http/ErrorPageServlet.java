package dev.homeroom.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Answers errors outside JAX-RS, such as a missing page, as a problem, since the server's own error
 * page names classes. {@code web.xml} sends every error here.
 */
@WebServlet("/problem")
public class ErrorPageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private final transient FailureLog failures = new FailureLog(System::nanoTime);

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    // No error was dispatched here: a caller requested this path itself, which does not exist.
    int code = status instanceof Integer number ? number : HttpServletResponse.SC_NOT_FOUND;
    Problem problem = Failures.ofStatusOrInternal(code);
    Exchange exchange = Exchange.ofServlet(request);
    if (problem.code() == ErrorCode.INTERNAL) {
      log(exchange, request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
    }
    if (response.isCommitted()) {
      // A part of the answer is on its way, and most often the caller has hung up. Nothing can be
      // said any more, and to try would make the platform log thirty lines.
      return;
    }
    if (problem.code() == ErrorCode.METHOD_NOT_ALLOWED) {
      // A 405 names the path's methods (RFC 9110 §15.5.6): those of all servlets; JAX-RS has its
      // own.
      response.setHeader("Allow", "GET, HEAD, OPTIONS");
    }
    ProblemAnswer.write(
        exchange, response, problem, path instanceof String text ? text : request.getRequestURI());
  }

  /** Logs a failure, unless the caller hung up; the platform's line is hidden: it has the path. */
  private void log(Exchange exchange, @Nullable Object failure) {
    if (failure instanceof Throwable thrown && !(thrown instanceof IOException)) {
      failures.failed(exchange.correlationId(), " outside of the API", thrown);
    }
  }
}
