package dev.homeroom.cache.redis;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A socket whose every read ends by a deadline: Jedis' time-out is per read, so a reply that drips
 * byte by byte would outlast it many times (FAULTS M9).
 */
final class DeadlineSocket extends Socket {
  private final Duration longestRead;
  private volatile Deadline deadline;

  /** Makes an unconnected socket, bound by the deadline of whoever opens it. */
  DeadlineSocket(Duration longestRead, Deadline deadline) {
    this.longestRead = longestRead;
    this.deadline = deadline;
  }

  /** Binds the reads from now on to another deadline. */
  void boundBy(Deadline next) {
    deadline = next;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new BoundedReads(super.getInputStream());
  }

  private void boundNextRead() throws IOException {
    int left = deadline.leftMillis(longestRead);
    if (left == 0) {
      throw new SocketTimeoutException("the operation's deadline has passed");
    }
    setSoTimeout(left);
  }

  private final class BoundedReads extends FilterInputStream {
    BoundedReads(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      boundNextRead();
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      boundNextRead();
      return super.read(bytes, offset, length);
    }
  }
}
