package dev.homeroom.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Speaks to a Redis of this machine over one plain socket, so that tests do not rest on the client
 * library that they test. Not for several threads.
 */
public final class RespClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /** Connects; an answer is waited for until it never comes. */
  public RespClient(int port) {
    this(port, Promised.NEVER);
  }

  /** Connects. */
  public RespClient(int port, Duration longestWait) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) longestWait.toMillis());
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits so long for each answer from now on. */
  public void waits(Duration longest) {
    try {
      socket.setSoTimeout((int) longest.toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A reply.
   *
   * @param type the first character of its frame, {@code _} for each kind of null
   * @param latin1 its text, a character a byte; empty if it is a list or null
   * @param list its elements; those of a map are key, value, key, value
   */
  public record Reply(char type, String latin1, List<Reply> list) {
    /** Returns the text, from UTF-8. */
    public String text() {
      return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Returns the elements' texts. */
    public List<String> texts() {
      return list.stream().map(Reply::text).toList();
    }

    /** Returns the whole number that it is. */
    public long number() {
      return Long.parseLong(latin1);
    }

    /** Tells whether there is nothing. */
    public boolean isNull() {
      return type == '_';
    }

    /** Tells whether it is an error, by the server or by a fault. */
    public boolean isError() {
      return type == '-' || type == '!';
    }
  }

  /** Sends a command and returns its reply, which may be an error. */
  public Reply call(String... words) {
    send(words);
    return read();
  }

  /** Sends a command, and leaves the reply to {@link #read}. */
  public void send(String... words) {
    send(Stream.of(words).map(word -> word.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /** The same with words of any bytes. */
  public void send(List<byte[]> words) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(("*" + words.size() + "\r\n").getBytes(StandardCharsets.UTF_8));
    for (byte[] word : words) {
      frame.writeBytes(("$" + word.length + "\r\n").getBytes(StandardCharsets.UTF_8));
      frame.writeBytes(word);
      frame.writeBytes(new byte[] {'\r', '\n'});
    }
    try {
      out.write(frame.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the next reply or push.
   *
   * @throws UncheckedIOException caused by a SocketTimeoutException if none comes in time, by an
   *     EOFException at the end, by a SocketException after a reset
   */
  public Reply read() {
    try {
      return frame();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reply frame() throws IOException {
    String line = line();
    char type = line.charAt(0);
    String rest = line.substring(1);
    return switch (type) {
      case '$', '=', '!' -> bulk(type, Integer.parseInt(rest));
      case '*', '~', '>' -> list(type, Integer.parseInt(rest));
      case '%' -> list(type, 2 * Integer.parseInt(rest));
      case '_' -> new Reply('_', "", List.of());
      default -> new Reply(type, rest, List.of());
    };
  }

  private Reply bulk(char type, int size) throws IOException {
    if (size < 0) {
      return new Reply('_', "", List.of());
    }
    byte[] bytes = in.readNBytes(size + 2);
    if (bytes.length < size + 2) {
      throw new EOFException("within a reply");
    }
    return new Reply(type, new String(bytes, 0, size, StandardCharsets.ISO_8859_1), List.of());
  }

  private Reply list(char type, int size) throws IOException {
    if (size < 0) {
      return new Reply('_', "", List.of());
    }
    List<Reply> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(frame());
    }
    return new Reply(type, "", List.copyOf(items));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("no reply");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
