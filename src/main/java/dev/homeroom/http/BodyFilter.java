package dev.homeroom.http;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Waits for a request's body without a thread, and lets the request go on once the body is
 * complete. So a slow sender costs a connection and its bytes, but no thread.
 *
 * <p>A body that is not complete 5 s after its headers is answered with 408 and the connection ends
 * (docs/settings.md); one over 1 MB with 413, with or without a stated length; one that exceeds the
 * {@link BodyBudget} with 503. {@code web.xml} puts this filter behind {@link RequestFormFilter}.
 */
public class BodyFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** The longest time from the headers to the end of the body; docs/settings.md. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  /** The most bytes of one body; docs/settings.md. */
  static final int MAX_BYTES = 1_000_000;

  /** The platform's time-out for a request that neither goes on nor is refused: a bug. */
  private static final Duration NET = Duration.ofSeconds(30);

  @Inject transient RefusalWriter refusals;

  private final transient BodyBudget budget = new BodyBudget();
  private final transient BodyThreads threads = new BodyThreads();

  @Override
  public void destroy() {
    threads.end();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long length = request.getContentLengthLong();
    boolean isChunked = length < 0 && request.getHeader("Transfer-Encoding") != null;
    if (length <= 0 && !isChunked) {
      chain.doFilter(request, response);
    } else if (length > MAX_BYTES) {
      refusals.answer(request, response, tooLarge());
    } else {
      await(new CompleteBodyRequest(request), response);
    }
  }

  private void await(CompleteBodyRequest request, HttpServletResponse response) throws IOException {
    AsyncContext waiting = request.startAsync(request, response);
    waiting.setTimeout(NET.toMillis());
    new IncomingBody(
            new WaitingRequest(request, response, waiting, threads, refusals),
            budget.share(),
            threads)
        .begin(LONGEST);
  }

  static Problem tooLarge() {
    return Problem.of(ErrorCode.TOO_LARGE, "The body has more than " + MAX_BYTES + " bytes.");
  }
}
