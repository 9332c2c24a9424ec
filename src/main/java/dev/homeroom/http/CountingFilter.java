package dev.homeroom.http;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Counts every answer of the application, once it is made. {@code web.xml} puts it first. */
public class CountingFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Inject transient RequestMetrics metrics;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    if (request.isAsyncStarted()) {
      request.getAsyncContext().addListener(new OnceAnswered(request.getMethod(), response));
    } else {
      metrics.count(request.getMethod(), response.getStatus());
    }
  }

  /** Counts the answer of a request whose body was awaited. */
  private final class OnceAnswered implements AsyncListener {
    private final String method;
    private final HttpServletResponse response;

    OnceAnswered(String method, HttpServletResponse response) {
      this.method = method;
      this.response = response;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      metrics.count(method, response.getStatus());
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // Completion follows.
    }

    @Override
    public void onError(AsyncEvent event) {
      // Completion follows.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // Nothing of ours waits twice.
    }
  }
}
