package dev.homeroom.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
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
  private static final int BLOCK = 8_192;

  private final WaitingRequest request;
  private final BodyBudget.Share share;
  private final BodyThreads threads;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream(BLOCK);
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable Future<?> deadline;

  IncomingBody(WaitingRequest request, BodyBudget.Share share, BodyThreads threads) {
    this.request = request;
    this.share = share;
    this.threads = threads;
  }

  /** Begins to read, for at most this time. */
  void begin(Duration longest) throws IOException {
    request.atItsEnd(share::end);
    Problem late = Problem.of(ErrorCode.TIMED_OUT, "The body did not come in time.");
    deadline =
        threads.next().schedule(() -> refuse(late), longest.toMillis(), TimeUnit.MILLISECONDS);
    request.body().setReadListener(this);
  }

  @Override
  public void onDataAvailable() throws IOException {
    ServletInputStream body = request.body();
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
      request.goOn(received.toByteArray());
    }
  }

  @Override
  public void onError(Throwable failure) {
    refuse(Problem.of(ErrorCode.INVALID_INPUT, "The body is incomplete, or wrongly chunked."));
  }

  private void refuse(Problem problem) {
    if (end()) {
      request.refuse(problem);
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
}
