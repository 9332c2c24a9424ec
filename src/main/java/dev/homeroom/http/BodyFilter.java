package dev.homeroom.http;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits for a request's body without a thread, and lets the request go on once the body is there as
 * a whole. So a slow sender costs a connection and what it has sent, and nobody waits for it.
 *
 * <p>A body that is not complete 5 s after its headers is answered with 408 and the connection ends
 * (PRODUCT.md §10); one over 1 MB with 413, with or without a stated length; one for which there is
 * no room beside those of others with 503. {@code web.xml} puts it behind {@link
 * RequestFormFilter}.
 */
public class BodyFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** From the headers to the end of the body; PRODUCT.md §10. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  /** Bytes of one body; PRODUCT.md §10. */
  static final int MAX_BYTES = 1_000_000;

  /** Without end: the filter has a deadline of its own, and one is enough. */
  private static final int NO_TIMEOUT = 0;

  @Resource transient ManagedScheduledExecutorService timer;

  private final transient BodyBudget budget = new BodyBudget();

  /** For the container, which sets the timer. */
  @SuppressWarnings("NullAway.Init") // The container's @Resource.
  public BodyFilter() {}

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long length = request.getContentLengthLong();
    boolean isChunked = length < 0 && request.getHeader("Transfer-Encoding") != null;
    if (length <= 0 && !isChunked) {
      chain.doFilter(request, response);
    } else if (length > MAX_BYTES) {
      RequestFormFilter.refuse(request, response, tooLarge());
    } else {
      ServletInputStream body = request.getInputStream();
      CompleteBodyRequest complete = new CompleteBodyRequest(request);
      if (!isChunked && body.available() >= length) {
        complete.setBody(body.readNBytes((int) length));
        chain.doFilter(complete, response);
      } else {
        await(complete, response, body);
      }
    }
  }

  private void await(
      CompleteBodyRequest request, HttpServletResponse response, ServletInputStream body) {
    AsyncContext waiting = request.startAsync(request, response);
    waiting.setTimeout(NO_TIMEOUT);
    BodyReading reading = new BodyReading(request, response, waiting, budget.share());
    reading.endBy(timer.schedule(reading::late, LONGEST.toMillis(), TimeUnit.MILLISECONDS));
    body.setReadListener(reading);
  }

  static Problem tooLarge() {
    return Problem.of(ErrorCode.TOO_LARGE, "The body has more than " + MAX_BYTES + " bytes.");
  }
}
