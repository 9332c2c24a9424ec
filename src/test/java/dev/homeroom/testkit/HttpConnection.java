package dev.homeroom.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One kept HTTP/1.1 connection to this machine, on a plain socket: as little work as can be. */
public final class HttpConnection implements AutoCloseable {
  private final int port;
  private final int longestWaitMillis;
  private Socket socket;

  /** What has come and is not read yet is from {@code next} to {@code filled}. */
  private final byte[] buffer = new byte[65_536];

  private int next;
  private int filled;
  private int begin;
  private int end;

  /** Connects with the first request. */
  public HttpConnection(int port, int longestWaitMillis) {
    this.port = port;
    this.longestWaitMillis = longestWaitMillis;
  }

  /**
   * An answer.
   *
   * @param head its header lines, empty if the body was not asked for
   * @param body empty if it was not asked for
   */
  public record Answer(int status, String head, String body) {}

  /** Sends a whole request and reads its answer; connects first if there is no connection. */
  public Answer send(byte[] request, boolean readsBody) throws IOException {
    if (socket == null) {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(longestWaitMillis);
      next = 0;
      filled = 0;
    }
    try {
      socket.getOutputStream().write(request);
      return read(readsBody);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private Answer read(boolean readsBody) throws IOException {
    line();
    int status = Integer.parseInt(text(9, 12));
    StringBuilder head = new StringBuilder();
    int length = 0;
    boolean chunked = false;
    boolean closes = false;
    while (line() > 0) {
      if (readsBody) {
        head.append(text(0, end - begin)).append('\n');
      }
      if (begins("content-length:")) {
        length = Integer.parseInt(text(15, end - begin).trim());
      }
      chunked |= begins("transfer-encoding: chunked");
      closes |= begins("connection: close");
    }
    ByteArrayOutputStream body = readsBody ? new ByteArrayOutputStream(length) : null;
    if (chunked) {
      for (int size = chunk(); size > 0; size = chunk()) {
        take(size, body);
        line();
      }
      line();
    } else {
      take(length, body);
    }
    if (closes) {
      close();
    }
    return new Answer(
        status, head.toString(), body == null ? "" : body.toString(StandardCharsets.UTF_8));
  }

  private void take(int size, ByteArrayOutputStream body) throws IOException {
    int missing = size;
    while (missing > 0) {
      if (next == filled) {
        next = 0;
        filled = 0;
        fill();
      }
      int taken = Math.min(missing, filled - next);
      if (body != null) {
        body.write(buffer, next, taken);
      }
      next += taken;
      missing -= taken;
    }
  }

  private int chunk() throws IOException {
    line();
    return Integer.parseInt(text(0, end - begin).trim(), 16);
  }

  /** Goes to the next line, which is then from {@link #begin} to {@link #end}; its length. */
  private int line() throws IOException {
    begin = next;
    int at = next;
    while (true) {
      while (at < filled && buffer[at] != '\n') {
        at++;
      }
      if (at < filled) {
        break;
      }
      // What is there of the line goes to the front, so that the rest fits behind it.
      System.arraycopy(buffer, begin, buffer, 0, filled - begin);
      at -= begin;
      filled -= begin;
      begin = 0;
      fill();
    }
    next = at + 1;
    end = at > begin && buffer[at - 1] == '\r' ? at - 1 : at;
    return end - begin;
  }

  private void fill() throws IOException {
    int read = socket.getInputStream().read(buffer, filled, buffer.length - filled);
    if (read <= 0) {
      throw new IOException("connection closed, or a line of more than " + buffer.length);
    }
    filled += read;
  }

  private String text(int from, int to) {
    return new String(buffer, begin + from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Returns whether the line begins so; in lower case. */
  private boolean begins(String lower) {
    if (end - begin < lower.length()) {
      return false;
    }
    for (int i = 0; i < lower.length(); i++) {
      int c = buffer[begin + i];
      if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
