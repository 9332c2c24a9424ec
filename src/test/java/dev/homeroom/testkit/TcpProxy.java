package dev.homeroom.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between one instance and one upstream, and takes the upstream away from it: stalls, cuts,
 * refuses, or cuts at the moment a text is sent. Every fault applied is counted.
 */
public final class TcpProxy implements AutoCloseable {
  /** What happens to bytes and connections. */
  public enum Mode {
    /** They pass. */
    PASS,
    /** Connections are taken, nothing passes in either direction. */
    STALL,
    /** Open connections are closed, new ones too. */
    REFUSE
  }

  private final int upstreamPort;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger faults = new AtomicInteger();
  private final Object gate = new Object();
  private volatile Mode mode = Mode.PASS;
  private volatile String cutAfterSending = "";

  /** Starts a proxy on a free port of this machine. */
  public TcpProxy(int upstreamPort) {
    this.upstreamPort = upstreamPort;
    try {
      listener = new ServerSocket();
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  /** Returns the port to connect to. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Returns how many faults were really applied. */
  public int faults() {
    return faults.get();
  }

  /** Changes what happens from now on. */
  public void become(Mode next) {
    synchronized (gate) {
      mode = next;
      gate.notifyAll();
    }
    if (next == Mode.REFUSE) {
      closeAll();
    }
  }

  /**
   * Lets the next text that holds these characters through, and closes before its reply is back.
   */
  public void cutReplyTo(String text) {
    cutAfterSending = text;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (mode == Mode.REFUSE) {
          faults.incrementAndGet();
          client.close();
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), upstreamPort);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        AtomicInteger cut = new AtomicInteger();
        daemon(() -> pump(client, server, true, cut));
        daemon(() -> pump(server, client, false, cut));
      } catch (IOException e) {
        if (listener.isClosed()) {
          return;
        }
      }
    }
  }

  private void pump(Socket from, Socket to, boolean request, AtomicInteger cut) {
    byte[] buffer = new byte[16_384];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        awaitPassing();
        if (!request && cut.get() > 0) {
          faults.incrementAndGet();
          return;
        }
        if (request && isToBeCut(buffer, n)) {
          cut.incrementAndGet();
        }
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      // The other side has gone, or was cut: both ends close.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private boolean isToBeCut(byte[] buffer, int length) {
    String text = cutAfterSending;
    if (!text.isEmpty()
        && new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(text)) {
      cutAfterSending = "";
      return true;
    }
    return false;
  }

  private void awaitPassing() throws IOException {
    synchronized (gate) {
      while (mode == Mode.STALL) {
        faults.incrementAndGet();
        try {
          gate.wait();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    }
  }

  private void closeAll() {
    for (Socket socket : open) {
      faults.incrementAndGet();
      try {
        socket.close();
      } catch (IOException e) {
        // Closed is what it should be.
      }
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "tcp-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    become(Mode.PASS);
    closeAll();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
