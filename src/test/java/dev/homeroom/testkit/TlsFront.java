package dev.homeroom.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Takes TLS on a free port of this machine and passes the plain text on; counts who got through.
 */
public final class TlsFront implements AutoCloseable {
  private final SSLServerSocket listener;
  private final int upstreamPort;
  private final AtomicInteger passed = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** Starts it with the server's certificate. */
  public TlsFront(SSLContext context, int upstreamPort) {
    this.upstreamPort = upstreamPort;
    try {
      listener =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  /** Returns the port to connect to. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Returns how many connections have said something after their handshake. */
  public int passed() {
    return passed.get();
  }

  /** Returns how many ended in their handshake. */
  public int refused() {
    return refused.get();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "tls-front");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        SSLSocket client = (SSLSocket) listener.accept();
        open.add(client);
        start(() -> serve(client));
      } catch (IOException e) {
        // Closed, which ends it.
      }
    }
  }

  private void serve(SSLSocket client) {
    byte[] first = new byte[16_384];
    int count;
    try {
      client.startHandshake();
      // In TLS 1.3 a client refuses after our side of the handshake is done: then nothing comes.
      count = client.getInputStream().read(first);
    } catch (IOException e) {
      count = -1;
    }
    if (count < 0) {
      refused.incrementAndGet();
      close(client);
      return;
    }
    passed.incrementAndGet();
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), upstreamPort);
      open.add(server);
      server.getOutputStream().write(first, 0, count);
      start(() -> copy(server, client));
      copy(client, server);
    } catch (IOException e) {
      close(client);
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[16_384];
    try {
      InputStream in = from.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException e) {
      // One side has gone: so does the other.
    }
    close(from);
    close(to);
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is what it should be.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(this::close);
  }
}
