package dev.homeroom.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Counts the answers to requests that passed the other filters, once they are made. {@code web.xml}
 * puts it last; a request whose body was awaited passes it when it goes on.
 */
public class CountingFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Inject transient RequestMetrics metrics;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    metrics.count(request.getMethod(), response.getStatus());
  }
}
