package dev.homeroom.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * Stands between one instance and one upstream, and takes the upstream away from it: as a whole by
 * its {@link Mode}, or in part by {@link Fault}s. Every fault applied is counted by its kind, and
 * so is what reached it: connections, and commands if it knows the protocol.
 */
public final class TcpProxy implements AutoCloseable {
  /** What happens to bytes and connections. */
  public enum Mode {
    /** They pass. */
    PASS,
    /** Connections are taken, nothing passes in either direction; it passes late, afterwards. */
    STALL,
    /** Open connections are closed, new ones too, as soon as they are taken. */
    REFUSE,
    /** Open connections are closed, and nobody listens on the port: connecting is refused. */
    DOWN,
    /** Open connections pass. New ones are taken, lead nowhere, and are never answered. */
    ACCEPT_ONLY,
    /** Open connections lose the upstream and are not told, then as with ACCEPT_ONLY. */
    HALF_OPEN
  }

  /**
   * Of a connection that has sent these characters, the reply that holds those is not delivered.
   */
  private record ReplyCut(String sent, String reply) {}

  private volatile int upstreamPort;
  private final boolean knowsRedis;
  private final InetAddress address;
  private final Set<ProxyConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final ProxyFaults inForce = new ProxyFaults();
  private final ProxyTraffic traffic = new ProxyTraffic();
  private final Object gate = new Object();
  private final int port;
  private volatile ServerSocket listener;
  private Thread acceptor;
  private volatile Mode mode = Mode.PASS;
  private volatile String cutAfterSending = "";
  private final AtomicReference<ReplyCut> replyCut = new AtomicReference<>();

  /** Starts a proxy on a free port of this machine, for any protocol. */
  public TcpProxy(int upstreamPort) {
    this(upstreamPort, false);
  }

  private TcpProxy(int upstreamPort, boolean knowsRedis) {
    this(upstreamPort, knowsRedis, InetAddress.getLoopbackAddress(), 0);
  }

  private TcpProxy(int upstreamPort, boolean knowsRedis, InetAddress address, int wantedPort) {
    this.upstreamPort = upstreamPort;
    this.knowsRedis = knowsRedis;
    this.address = address;
    listen(wantedPort);
    port = listener.getLocalPort();
  }

  /** Starts one like {@link #forRedis} on this one's port, at another address of this machine. */
  public TcpProxy twinAt(InetAddress other, int itsUpstreamPort) {
    return new TcpProxy(itsUpstreamPort, knowsRedis, other, port);
  }

  /**
   * Starts one that knows the protocol of Redis: it passes whole requests and replies, counts
   * commands, and takes every {@link Fault}. Not for TLS.
   */
  public static TcpProxy forRedis(int upstreamPort) {
    return new TcpProxy(upstreamPort, true);
  }

  /** Returns the port to connect to. */
  public int port() {
    return port;
  }

  /** Returns how many faults were really applied. */
  public int faults() {
    return inForce.count();
  }

  /** Returns how many of a kind were really applied. */
  public int faults(Fault.Kind kind) {
    return inForce.counted(kind);
  }

  /** Returns how many requests came, passed on or not. */
  public int commands() {
    return traffic.requests();
  }

  /** Returns how many of a command came: {@code GET}, {@code CLIENT TRACKING}. */
  public int commands(String name) {
    return traffic.requests(name);
  }

  /**
   * Returns a count of the requests that name a key and come from now on. For keys that nobody else
   * asks for: an earlier request may reach the proxy late.
   */
  public IntSupplier requestsNaming(String key) {
    return traffic.watch(words -> words.stream().anyMatch(word -> word.endsWith(key)));
  }

  /** Returns how many connections were taken so far, refused ones not. */
  public int connections() {
    return connections.get();
  }

  /** Returns how many are open. */
  public int open() {
    return open.size();
  }

  /** Returns how many of a kind are open; see {@link Connections}. */
  public int open(Predicate<Set<String>> which) {
    return (int) open.stream().filter(connection -> which.test(connection.sent())).count();
  }

  /** Returns how many commands went to the upstream and have no reply yet; listeners' not. */
  public int unanswered() {
    return open.stream().mapToInt(ProxyConnection::unanswered).sum();
  }

  /** Changes what happens from now on. */
  public synchronized void become(Mode next) {
    Mode before;
    synchronized (gate) {
      before = mode;
      mode = next;
      gate.notifyAll();
    }
    if (before == Mode.DOWN && next != Mode.DOWN) {
      listen(port);
    }
    switch (next) {
      case REFUSE -> endAll(Connections.ALL, Fault.Kind.REFUSE);
      case DOWN -> {
        inForce.count(Fault.Kind.DOWN);
        stopListening();
        endAll(Connections.ALL, Fault.Kind.DOWN);
      }
      case HALF_OPEN ->
          open.forEach(
              connection -> {
                inForce.count(Fault.Kind.HALF_OPEN);
                connection.loseUpstream();
              });
      default -> {
        // Met by what comes.
      }
    }
  }

  /** Leads connections that are opened from now on to another upstream. */
  public void leadTo(int anotherPort) {
    upstreamPort = anotherPort;
  }

  /** Puts a fault in force, and returns it. */
  public Fault add(Fault fault) {
    inForce.add(fault);
    return fault;
  }

  /** Ends a fault; connections that it has silenced stay so. */
  public void remove(Fault fault) {
    inForce.remove(fault);
  }

  /** Ends all faults, and lets everything pass. */
  public void heal() {
    cutAfterSending = "";
    replyCut.set(null);
    inForce.clear();
    become(Mode.PASS);
  }

  /** Closes the open connections of a kind, now. */
  public void cut(Predicate<Set<String>> which) {
    endAll(which, Fault.Kind.CUT);
  }

  /** Resets the open connections of a kind, now. */
  public void reset(Predicate<Set<String>> which) {
    endAll(which, Fault.Kind.RESET);
  }

  /**
   * Lets the next text that holds these characters through, and closes before its reply is back.
   */
  public void cutReplyTo(String text) {
    cutAfterSending = text;
  }

  /**
   * Closes the first connection that sends {@code sent} from now on and then gets a reply that
   * holds {@code reply}, in place of delivering that reply; once. The replies of PostgreSQL name
   * what was done ({@code COMMIT}), requests only the first time.
   */
  public void cutReply(String sent, String reply) {
    replyCut.set(new ReplyCut(sent, reply));
  }

  /** Returns whether the reply that is to be cut has not come yet. */
  public boolean isReplyToBeCut() {
    return replyCut.get() != null;
  }

  boolean knowsRedis() {
    return knowsRedis;
  }

  ProxyFaults inForce() {
    return inForce;
  }

  ProxyTraffic traffic() {
    return traffic;
  }

  void closed(ProxyConnection connection) {
    open.remove(connection);
  }

  /** Returns once bytes may pass. */
  void awaitPassing() throws InterruptedException {
    synchronized (gate) {
      if (mode == Mode.STALL) {
        inForce.count(Fault.Kind.STALL);
      }
      while (mode == Mode.STALL) {
        gate.wait();
      }
    }
  }

  /** Tells whether the reply that is to be cut is one to a connection that sends this. */
  boolean startsReplyCut(String request) {
    ReplyCut cut = replyCut.get();
    return cut != null && request.contains(cut.sent());
  }

  /** Tells whether this reply is the one that is to be cut, once. */
  boolean isReplyToBeCut(String reply) {
    ReplyCut cut = replyCut.get();
    return cut != null && reply.contains(cut.reply()) && replyCut.compareAndSet(cut, null);
  }

  /** Tells whether this text is the one that is to be cut, once. */
  boolean isToBeCut(String request) {
    String text = cutAfterSending;
    if (!text.isEmpty() && request.contains(text)) {
      cutAfterSending = "";
      return true;
    }
    return false;
  }

  private void listen(int wanted) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.bind(new InetSocketAddress(address, wanted));
      listener = socket;
      acceptor = new Thread(() -> accept(socket), "tcp-proxy");
      acceptor.setDaemon(true);
      acceptor.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        take(socket.accept());
      } catch (IOException e) {
        // Closed, which ends it; or that one client has gone.
      }
    }
  }

  private void take(Socket client) throws IOException {
    if (mode == Mode.REFUSE || mode == Mode.DOWN) {
      inForce.count(Fault.Kind.REFUSE);
      client.close();
      return;
    }
    Socket server = null;
    if (mode == Mode.ACCEPT_ONLY || mode == Mode.HALF_OPEN) {
      inForce.count(Fault.Kind.ACCEPT_ONLY);
    } else {
      try {
        server = new Socket(InetAddress.getLoopbackAddress(), upstreamPort);
      } catch (IOException e) {
        // No upstream: the client is told in the only way left.
        client.close();
        return;
      }
    }
    ProxyConnection connection = new ProxyConnection(this, client, server);
    connections.incrementAndGet();
    open.add(connection);
    connection.start();
    if (mode == Mode.REFUSE || mode == Mode.DOWN) {
      // It became so meanwhile, and has missed this one.
      connection.close(false);
    }
  }

  private void endAll(Predicate<Set<String>> which, Fault.Kind how) {
    for (ProxyConnection connection : open) {
      if (which.test(connection.sent())) {
        inForce.count(how);
        connection.close(how == Fault.Kind.RESET);
      }
    }
  }

  private void stopListening() {
    try {
      listener.close();
      // The kernel goes on listening until nobody waits in accept any more.
      acceptor.join();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized void close() {
    become(Mode.PASS);
    stopListening();
    open.forEach(connection -> connection.close(false));
  }
}
