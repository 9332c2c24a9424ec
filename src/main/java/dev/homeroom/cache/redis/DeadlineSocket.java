package dev.homeroom.cache.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;

/**
 * A socket on which each read and each write ends by a deadline. Jedis' time-out is per read, so a
 * reply that drips byte by byte would outlast it many times; and a blocking write has none, so a
 * server that freezes during a large value would hold the writer for ever. So this socket does not
 * block: a read or write that cannot go on waits with a time-out.
 *
 * <p>One thread may read while another writes, and any may close it.
 */
final class DeadlineSocket extends Socket {
  /** The most bytes of one read or write: the JDK keeps a buffer of its size for each thread. */
  private static final int MOST_AT_ONCE = 16 * 1024;

  private final SocketChannel channel;
  private final Selector readable;
  private final Duration longestWait;
  private volatile Deadline deadline;

  DeadlineSocket(Duration longestWait, Deadline deadline) throws IOException {
    this.longestWait = longestWait;
    this.deadline = deadline;
    this.readable = Selector.open();
    try {
      this.channel = SocketChannel.open();
      channel.configureBlocking(false);
    } catch (IOException | RuntimeException | Error e) {
      readable.close();
      throw e;
    }
  }

  void boundBy(Deadline next) {
    deadline = next;
  }

  @Override
  public void connect(SocketAddress address, int timeoutMillis) throws IOException {
    try {
      if (!channel.connect(address)) {
        await(SelectionKey.OP_CONNECT, timeoutMillis);
        channel.finishConnect();
      }
    } catch (UnsupportedAddressTypeException e) {
      throw new ConnectException("this machine has no addresses of that kind");
    }
    channel.register(readable, SelectionKey.OP_READ);
  }

  private void await(int operation, int timeoutMillis) throws IOException {
    try (Selector once = Selector.open()) {
      channel.register(once, operation);
      await(once, timeoutMillis);
    }
  }

  private void await(Selector selector, int timeoutMillis) throws IOException {
    try {
      int ready = selector.select(key -> {}, timeoutMillis);
      if (!channel.isOpen()) {
        throw new SocketException("the connection was closed");
      }
      if (ready == 0) {
        throw new SocketTimeoutException("not ready in time");
      }
    } catch (ClosedSelectorException e) {
      throw new SocketException("the connection was closed");
    }
  }

  private int left() throws SocketTimeoutException {
    int left = deadline.leftMillis(longestWait);
    if (left == 0) {
      throw new SocketTimeoutException("the operation's deadline has passed");
    }
    return left;
  }

  private int read(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, Math.min(length, MOST_AT_ONCE));
    int left = left();
    int count = channel.read(buffer);
    while (count == 0 && length > 0) {
      await(readable, left);
      count = channel.read(buffer);
    }
    return count;
  }

  private void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    while (at < offset + length) {
      int most = Math.min(offset + length - at, MOST_AT_ONCE);
      int left = left();
      int count = channel.write(ByteBuffer.wrap(bytes, at, most));
      if (count == 0) {
        await(SelectionKey.OP_WRITE, left);
      }
      at += count;
    }
  }

  @Override
  public InputStream getInputStream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return DeadlineSocket.this.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return DeadlineSocket.this.read(bytes, offset, length);
      }
    };
  }

  @Override
  public OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        DeadlineSocket.this.write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        DeadlineSocket.this.write(bytes, offset, length);
      }
    };
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    set(StandardSocketOptions.TCP_NODELAY, on);
  }

  @Override
  public void setKeepAlive(boolean on) throws SocketException {
    set(StandardSocketOptions.SO_KEEPALIVE, on);
  }

  private <T> void set(SocketOption<T> option, T value) throws SocketException {
    try {
      channel.setOption(option, value);
    } catch (IOException e) {
      throw new SocketException(e.getMessage());
    }
  }

  /** Does nothing: each read ends by the deadline. */
  @Override
  public synchronized void setSoTimeout(int millis) {}

  @Override
  public synchronized int getSoTimeout() {
    return (int) longestWait.toMillis();
  }

  @Override
  public boolean isConnected() {
    return channel.isConnected();
  }

  @Override
  public boolean isBound() {
    return channel.isConnected();
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public void shutdownOutput() throws IOException {
    close();
  }

  @Override
  public void shutdownInput() throws IOException {
    close();
  }

  @Override
  public boolean isInputShutdown() {
    return isClosed();
  }

  @Override
  public boolean isOutputShutdown() {
    return isClosed();
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      channel.close();
    } finally {
      // Only this releases the connection, and the threads that wait for it.
      readable.close();
    }
  }

  void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      // It is closed.
    }
  }
}
