package dev.homeroom.testkit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One connection through a {@link TcpProxy}: a thread for the requests, one that reads the replies,
 * and one that delivers them, so that a late reply holds up no reading.
 */
final class ProxyConnection {
  private static final int LONGEST_QUEUE = 100_000;

  private final TcpProxy proxy;
  private final Socket client;
  private final Socket server;
  private final BlockingQueue<ProxyFaults.Frame> arrived = new LinkedBlockingQueue<>(LONGEST_QUEUE);
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean isClosed;
  private volatile boolean isHalfOpen;
  private volatile boolean cutsNextReply;
  private volatile boolean isOfReplyCut;

  /** A request without its reply, and the replies that the proxy itself gives right after it. */
  private record Waiting(List<String> words, List<ProxyFaults.Frame> after) {}

  /**
   * Lays a connection.
   *
   * @param server null if nothing is behind it, ever
   */
  ProxyConnection(TcpProxy proxy, Socket client, Socket server) {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
    this.isHalfOpen = server == null;
  }

  void start() {
    try {
      client.setTcpNoDelay(true);
      if (server != null) {
        server.setTcpNoDelay(true);
      }
    } catch (IOException e) {
      close(false);
      return;
    }
    threads.add(new Thread(() -> run(this::takeRequests), "tcp-proxy"));
    if (server != null) {
      threads.add(new Thread(() -> run(this::takeReplies), "tcp-proxy"));
      threads.add(new Thread(() -> run(this::deliver), "tcp-proxy"));
    }
    threads.forEach(thread -> thread.setDaemon(true));
    threads.forEach(Thread::start);
  }

  /** Returns the names of the commands that it has sent. */
  Set<String> sent() {
    return sent;
  }

  /** Returns how many requests wait for a reply; a listener's replies are not told from pushes. */
  int unanswered() {
    synchronized (waiting) {
      return Connections.LISTENER.test(sent) ? 0 : waiting.size();
    }
  }

  /** The server's side goes, the client hears nothing of it. */
  void loseUpstream() {
    isHalfOpen = true;
    closeQuietly(server);
  }

  /** Ends both sides; the client's by a reset if asked. */
  void close(boolean byReset) {
    isClosed = true;
    try {
      if (byReset) {
        client.setSoLinger(true, 0);
      }
    } catch (IOException e) {
      // It has gone already.
    }
    closeQuietly(client);
    closeQuietly(server);
    threads.forEach(Thread::interrupt);
    proxy.closed(this);
  }

  private static void closeQuietly(Socket socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // Closed is what it should be.
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void run(Work work) {
    try {
      work.run();
    } catch (IOException | InterruptedException e) {
      close(false);
    }
  }

  private void takeRequests() throws IOException, InterruptedException {
    RespFrames frames = new RespFrames();
    byte[] buffer = new byte[16_384];
    InputStream in = client.getInputStream();
    OutputStream out =
        server == null
            ? OutputStream.nullOutputStream()
            : new BufferedOutputStream(server.getOutputStream(), 65_536);
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      for (byte[] request : split(frames, buffer, n)) {
        send(request, out);
      }
      flush(out);
    }
    close(false);
  }

  private void flush(OutputStream toServer) throws IOException {
    try {
      if (!isHalfOpen) {
        toServer.flush();
      }
    } catch (IOException e) {
      if (!isHalfOpen) {
        throw e;
      }
    }
  }

  private List<byte[]> split(RespFrames frames, byte[] buffer, int count) {
    return proxy.knowsRedis() ? frames.add(buffer, count) : List.of(Arrays.copyOf(buffer, count));
  }

  private void send(byte[] request, OutputStream out) throws IOException, InterruptedException {
    List<String> words = List.of();
    if (proxy.knowsRedis()) {
      words = RespFrames.words(request);
      proxy.traffic().count(words);
      sent.addAll(ProxyTraffic.names(words));
    }
    proxy.awaitPassing();
    if (isHalfOpen) {
      return;
    }
    String text = new String(request, StandardCharsets.ISO_8859_1);
    if (proxy.startsReplyCut(text)) {
      isOfReplyCut = true;
    }
    if (proxy.isToBeCut(text)) {
      cutsNextReply = true;
    }
    ProxyFaults.Frame frame = new ProxyFaults.Frame(request, words, false, System.nanoTime());
    Fault fault = proxy.inForce().forRequest(sent, frame);
    if (fault == null) {
      expectReply(words);
      out.write(request);
    } else if (fault.kind() == Fault.Kind.ANSWER) {
      answer(new ProxyFaults.Frame(fault.bytes(), words, false, System.nanoTime()));
    }
  }

  private void expectReply(List<String> words) {
    if (!words.isEmpty() && !words.get(0).toUpperCase(Locale.ROOT).endsWith("SUBSCRIBE")) {
      synchronized (waiting) {
        waiting.add(new Waiting(words, new ArrayList<>()));
      }
    }
  }

  /** Gives a reply of our own, after those that are still to come. */
  private void answer(ProxyFaults.Frame reply) throws InterruptedException {
    synchronized (waiting) {
      if (waiting.isEmpty()) {
        arrived.put(reply);
      } else {
        waiting.getLast().after().add(reply);
      }
    }
  }

  private void takeReplies() throws InterruptedException {
    RespFrames frames = new RespFrames();
    byte[] buffer = new byte[16_384];
    try {
      InputStream in = server.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        for (byte[] reply : split(frames, buffer, n)) {
          arrived(reply);
        }
      }
    } catch (IOException e) {
      // The server has gone, or we have: the end, as below.
    }
    // Behind what came before it.
    arrived.put(ProxyFaults.Frame.END);
  }

  private void arrived(byte[] reply) throws InterruptedException {
    boolean push = proxy.knowsRedis() && RespFrames.isPush(reply, Connections.LISTENER.test(sent));
    synchronized (waiting) {
      Waiting request = push ? null : waiting.poll();
      List<String> words = request == null ? List.of() : request.words();
      arrived.put(new ProxyFaults.Frame(reply, words, push, System.nanoTime()));
      if (request != null) {
        for (ProxyFaults.Frame own : request.after()) {
          arrived.put(own);
        }
      }
    }
  }

  private void deliver() throws IOException, InterruptedException {
    ReplyWriter writer = new ReplyWriter(client.getOutputStream());
    while (!isClosed) {
      ProxyFaults.Frame next = arrived.poll();
      if (next == null) {
        writer.flush();
        next = arrived.take();
      }
      proxy.awaitPassing();
      if (next.isEnd()) {
        endOfReplies(writer);
        return;
      }
      if (cutsNextReply || isReplyToBeCut(next)) {
        proxy.inForce().count(Fault.Kind.CUT);
        close(false);
        return;
      }
      if (!writer.isStopped()) {
        Fault.Kind stop = writer.write(proxy.inForce().forReply(sent, next));
        if (stop == Fault.Kind.CUT || stop == Fault.Kind.RESET) {
          close(stop == Fault.Kind.RESET);
        }
      }
    }
  }

  private boolean isReplyToBeCut(ProxyFaults.Frame reply) {
    return isOfReplyCut
        && proxy.isReplyToBeCut(new String(reply.bytes(), StandardCharsets.ISO_8859_1));
  }

  private void endOfReplies(ReplyWriter writer) throws IOException {
    // A silent connection stays open, as one does whose other end was cut off.
    if (!isHalfOpen && !writer.isStopped()) {
      writer.flush();
      close(false);
    }
  }
}
