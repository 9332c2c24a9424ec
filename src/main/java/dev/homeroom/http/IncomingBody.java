package dev.homeroom.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Receives one request body. It ends once: complete, too late, too large, or broken off. The
 * deadline comes from another thread than the platform's calls.
 */
final class IncomingBody implements ReadListener {
  private static final System.Logger LOGGER = System.getLogger(IncomingBody.class.getName());
  private static final int BLOCK = 8_192;

  /** Any path of the API, since {@link CompleteBodyRequest} keeps the requested one. */
  private static final String GO_ON = "/api/";

  private final CompleteBodyRequest request;
  private final HttpServletResponse response;
  private final AsyncContext waiting;
  private final BodyBudget.Share share;
  private final BodyThreads threads;
  private final RefusalWriter refusals;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream(BLOCK);
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable Future<?> deadline;

  IncomingBody(
      CompleteBodyRequest request,
      HttpServletResponse response,
      AsyncContext waiting,
      BodyBudget.Share share,
      BodyThreads threads,
      RefusalWriter refusals) {
    this.request = request;
    this.response = response;
    this.waiting = waiting;
    this.share = share;
    this.threads = threads;
    this.refusals = refusals;
  }

  /** Begins to read, for at most this time. */
  void begin(Duration longest) throws IOException {
    waiting.addListener(new ShareRelease(share));
    Problem late = Problem.of(ErrorCode.TIMED_OUT, "The body did not come in time.");
    deadline =
        threads.next().schedule(() -> refuse(late), longest.toMillis(), TimeUnit.MILLISECONDS);
    request.getRequest().getInputStream().setReadListener(this);
  }

  @Override
  public void onDataAvailable() throws IOException {
    ServletInputStream body = request.getRequest().getInputStream();
    byte[] block = new byte[BLOCK];
    while (!ended.get() && body.isReady()) {
      int read = body.read(block);
      if (read < 0) {
        return;
      }
      if (received.size() + read > BodyFilter.MAX_BYTES) {
        refuse(BodyFilter.tooLarge());
      } else if (share.take(read)) {
        received.write(block, 0, read);
      } else {
        refuse(
            Problem.of(
                ErrorCode.OVERLOADED, "Too many request bodies are being received; try again."));
      }
    }
  }

  @Override
  public void onAllDataRead() {
    if (end()) {
      request.setBody(received.toByteArray());
      // If the platform ends the request without the dispatch, this is its status.
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      threads.next().execute(this::goOn);
    }
  }

  private void goOn() {
    try {
      waiting.dispatch(GO_ON);
    } catch (IllegalStateException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "The request has ended already.", e);
      waiting.complete();
    }
  }

  @Override
  public void onError(Throwable failure) {
    refuse(Problem.of(ErrorCode.INVALID_INPUT, "The body is incomplete, or wrongly chunked."));
  }

  private void refuse(Problem problem) {
    if (end()) {
      threads.refusals().execute(() -> answer(problem));
    }
  }

  private void answer(Problem problem) {
    try {
      refusals.answer(request, response, problem);
    } catch (IOException | RuntimeException e) {
      LOGGER.log(
          System.Logger.Level.DEBUG,
          "The refusal was not sent; the client has probably disconnected.",
          e);
    } finally {
      waiting.complete();
    }
  }

  private boolean end() {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    Future<?> late = deadline;
    if (late != null) {
      late.cancel(false);
    }
    return true;
  }

  /**
   * Releases the share of a body once its request has been answered or broken off. Completion also
   * follows a time-out and an error; the request is asynchronous only once.
   */
  private record ShareRelease(BodyBudget.Share share) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      share.end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
