package dev.homeroom.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;

/**
 * Counts the responses to requests that passed the other filters. {@code web.xml} puts it last; a
 * request with a body passes it once the body is complete.
 */
public class CountingFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private static final int NOT_FOUND = ErrorCode.NOT_FOUND.status();
  private static final int INTERNAL = ErrorCode.INTERNAL.status();

  @Inject transient RequestMetrics metrics;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException e) {
      // The error page answers it later.
      metrics.count(request.getMethod(), isMissingPage(e) ? NOT_FOUND : INTERNAL);
      throw e;
    }
    metrics.count(request.getMethod(), response.getStatus());
  }

  private static boolean isMissingPage(Exception failure) {
    return failure instanceof FileNotFoundException
        || failure.getCause() instanceof FileNotFoundException;
  }
}
