package dev.homeroom.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An asynchronous request that waits for its body: it goes on with it, or is refused. */
final class WaitingRequest {
  private static final System.Logger LOGGER = System.getLogger(WaitingRequest.class.getName());

  /** Any path of the API, since {@link CompleteBodyRequest} keeps the requested one. */
  private static final String GO_ON = "/api/";

  private final CompleteBodyRequest request;
  private final HttpServletResponse response;
  private final AsyncContext waiting;
  private final BodyThreads threads;
  private final RefusalWriter refusals;

  WaitingRequest(
      CompleteBodyRequest request,
      HttpServletResponse response,
      AsyncContext waiting,
      BodyThreads threads,
      RefusalWriter refusals) {
    this.request = request;
    this.response = response;
    this.waiting = waiting;
    this.threads = threads;
    this.refusals = refusals;
  }

  /** Returns the stream from which the body is read. */
  ServletInputStream body() throws IOException {
    return request.getRequest().getInputStream();
  }

  /** Runs an action once the request has been answered or broken off. */
  void atItsEnd(Runnable action) {
    waiting.addListener(new EndListener(action));
  }

  /** Goes on with the complete body, on another thread. */
  void goOn(byte[] body) {
    request.setBody(body);
    // If the platform ends the request without the dispatch, this is its status.
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    threads.next().execute(this::dispatch);
  }

  private void dispatch() {
    try {
      waiting.dispatch(GO_ON);
    } catch (IllegalStateException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "The request has ended already.", e);
      waiting.complete();
    }
  }

  /** Answers with a problem and ends the request, on another thread. */
  void refuse(Problem problem) {
    threads.refusals().execute(() -> answer(problem));
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

  /**
   * Runs an action once a request has been answered or broken off. Completion also follows a
   * time-out and an error; the request is asynchronous only once.
   */
  private record EndListener(Runnable action) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      action.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
