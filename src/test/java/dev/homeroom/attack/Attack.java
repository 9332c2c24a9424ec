package dev.homeroom.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A way to end a server for everybody without a token, tried over many connections at once. */
enum Attack {
  /** Made-up methods, paths and hosts: each was a label of a metric, and 0.25 MB. */
  MADE_UP_METHODS(8) {
    @Override
    void once(int port, long number, Stop stop) throws IOException {
      try (Socket socket = connect(port)) {
        for (int i = 0; i < 200 && !stop.isOver(); i++) {
          String name = "M" + number + "X" + i;
          write(socket, name + " /" + name + " HTTP/1.1\r\nHost: h" + name + "\r\n\r\n");
          readSome(socket);
        }
      }
    }
  },

  /** Wrong logins whose callers hang up soon: each was hashed, and held a thread until then. */
  LOGINS_THAT_HANG_UP(40) {
    @Override
    void once(int port, long number, Stop stop) throws IOException {
      String body = "{\"username\":\"nobody" + number + "\",\"password\":\"wrong password\"}";
      try (Socket socket = connect(port)) {
        write(socket, login(body.length()) + body);
        LockSupport.parkNanos((20 + number % 7 * 10) * 1_000_000);
        if (number % 10 == 0) {
          socket.setSoLinger(false, 0);
        }
      }
    }
  },

  /** Header fields without an end: each stayed in memory until it had one. */
  HEADER_BOMBS(500) {
    @Override
    void once(int port, long number, Stop stop) throws IOException {
      try (Socket socket = connect(port)) {
        write(socket, "GET /api/auth/jwks HTTP/1.1\r\nHost: localhost\r\n");
        String value = "y".repeat(4_500);
        for (int i = 0; i < 480 && !stop.isOver(); i++) {
          write(socket, "X-" + i + ": " + value + "\r\n");
          if (i > 40) {
            hold(socket, stop, 2_000);
          }
        }
      }
    }
  },

  /** Requests whose answers nobody reads: each that waits to be written holds a thread. */
  SLOW_READERS(50) {
    @Override
    void once(int port, long number, Stop stop) throws IOException {
      String many = "GET /openapi HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(20);
      try (Socket socket = connect(port)) {
        for (int i = 0; i < 100 && !stop.isOver(); i++) {
          write(socket, many);
        }
        LockSupport.parkNanos(1_000_000_000);
      }
    }
  },

  /** Bodies that come a byte at a time: each held a thread. */
  SLOW_BODIES(300) {
    @Override
    void once(int port, long number, Stop stop) throws IOException {
      try (Socket socket = connect(port)) {
        write(socket, login(200) + "{");
        while (!stop.isOver() && hold(socket, stop, 1_000)) {
          write(socket, " ");
        }
      }
    }
  };

  private static final int LONGEST_WAIT_MILLIS = 20_000;

  private final int connections;

  Attack(int connections) {
    this.connections = connections;
  }

  /** Tells an attacker when to end. */
  interface Stop {
    boolean isOver();
  }

  /** Opens one connection and does what the attack is; returns or throws when it has ended. */
  abstract void once(int port, long number, Stop stop) throws IOException;

  /** A running attack. */
  static final class Run implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong made = new AtomicLong();
    private volatile boolean isOver;

    private Run(Attack attack, int port, double share) {
      for (int i = 0; i < attack.connections * share; i++) {
        Thread thread = new Thread(() -> repeat(attack, port), attack + "-" + i);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
      }
    }

    private void repeat(Attack attack, int port) {
      while (!isOver) {
        try {
          attack.once(port, made.incrementAndGet(), () -> isOver);
        } catch (IOException e) {
          // Cut, refused, or the server is gone: go on, but not as fast as can be.
          LockSupport.parkNanos(10_000_000);
        }
      }
    }

    /** Returns how many connections were tried. */
    long connectionsTried() {
      return made.get();
    }

    /** Ends it, and waits until all connections are closed. */
    @Override
    public void close() {
      isOver = true;
      for (Thread thread : threads) {
        try {
          thread.join(LONGEST_WAIT_MILLIS);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  /** Begins it, with all of its connections or a share of them. */
  Run start(int port, double share) {
    return new Run(this, port, share);
  }

  /**
   * Connects, from another address of this machine than its users have, to end by a reset: a side
   * that ends in the orderly way keeps the connection in its kernel's table for a minute, and here
   * that is the server's table too.
   */
  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoLinger(true, 0);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(LONGEST_WAIT_MILLIS);
    return socket;
  }

  private static String login(int length) {
    return "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Content-Length: "
        + length
        + "\r\n\r\n";
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void readSome(Socket socket) throws IOException {
    if (socket.getInputStream().read(new byte[4_096]) < 0) {
      throw new IOException("closed");
    }
  }

  /** Waits, or returns false once the server has said something or closed. */
  private static boolean hold(Socket socket, Stop stop, int millis) throws IOException {
    long end = System.nanoTime() + millis * 1_000_000L;
    socket.setSoTimeout(100);
    while (!stop.isOver() && System.nanoTime() < end) {
      try {
        socket.getInputStream().read();
        return false;
      } catch (java.net.SocketTimeoutException e) {
        // It goes on holding us.
      }
    }
    return true;
  }
}
