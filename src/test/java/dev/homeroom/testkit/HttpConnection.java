package dev.homeroom.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept HTTP/1.1 connection to this machine, on a plain socket: as little work as can be. */
final class HttpConnection implements AutoCloseable {
  private final int port;
  private final int longestWaitMillis;
  private Socket socket;
  private InputStream in;

  HttpConnection(int port, int longestWaitMillis) {
    this.port = port;
    this.longestWaitMillis = longestWaitMillis;
  }

  /**
   * An answer.
   *
   * @param head its header lines, empty if the body was not asked for
   * @param body empty if it was not asked for
   */
  record Answer(int status, String head, String body) {}

  /** Sends a whole request and reads its answer; connects first if there is no connection. */
  Answer send(byte[] request, boolean readsBody) throws IOException {
    if (socket == null) {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(longestWaitMillis);
      in = new BufferedInputStream(socket.getInputStream(), 65_536);
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
    String status = line();
    StringBuilder head = new StringBuilder();
    int length = 0;
    boolean chunked = false;
    boolean closes = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (readsBody) {
        head.append(header).append('\n');
      }
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).trim());
      }
      chunked |= lower.equals("transfer-encoding: chunked");
      closes |= lower.equals("connection: close");
    }
    ByteArrayOutputStream body = readsBody ? new ByteArrayOutputStream(4_096) : null;
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
        Integer.parseInt(status.substring(9, 12)),
        head.toString(),
        body == null ? "" : body.toString(StandardCharsets.UTF_8));
  }

  private void take(int size, ByteArrayOutputStream body) throws IOException {
    if (body == null) {
      in.skipNBytes(size);
    } else {
      byte[] bytes = in.readNBytes(size);
      if (bytes.length < size) {
        throw new IOException("connection closed within a body");
      }
      body.writeBytes(bytes);
    }
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line().trim(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("connection closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
