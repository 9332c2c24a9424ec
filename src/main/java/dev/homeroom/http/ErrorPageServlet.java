package dev.homeroom.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Answers errors that no JAX-RS resource saw, such as a page that is not there, as a problem: the
 * server's own page names classes. {@code web.xml} sends every error here.
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
    // Nobody sent an error here: somebody asks for this path, where nothing is.
    int code = status instanceof Integer number ? number : HttpServletResponse.SC_NOT_FOUND;
    Problem problem = Failures.ofStatusOrInternal(code);
    Exchange exchange = Exchange.ofServlet(request);
    if (problem.code() == ErrorCode.INTERNAL) {
      log(exchange, request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
    }
    ProblemAnswer.write(
        exchange, response, problem, path instanceof String text ? text : request.getRequestURI());
  }

  /** The platform's own line of it is hidden, since it repeats the path; a caller gone is none. */
  private void log(Exchange exchange, @Nullable Object failure) {
    if (failure instanceof Throwable thrown && !(thrown instanceof IOException)) {
      failures.failed(exchange.correlationId(), " outside of the API", thrown);
    }
  }
}
