package dev.homeroom.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * One thing that a {@link TcpProxy} does wrong, and to what: by connection, by command, the n-th
 * time, or with a probability. Without a choice it is done to everything until it is removed. To be
 * described in full before it is given to a proxy.
 *
 * <p>Content is changed only by a proxy that knows the protocol, {@link TcpProxy#forRedis}; on
 * others a "reply" is the bytes that came at once.
 */
public final class Fault {
  /**
   * What can be done. The first five come from {@link TcpProxy.Mode}, each counted as it happens.
   */
  public enum Kind {
    STALL,
    REFUSE,
    DOWN,
    ACCEPT_ONLY,
    HALF_OPEN,
    DELAY,
    DRIP,
    CUT,
    RESET,
    SILENCE,
    REPLACE,
    INSERT,
    DOUBLE,
    SWAP,
    DROP_REPLY,
    DROP_REQUEST,
    ANSWER
  }

  /** These are done to a request; all others to a reply. */
  static final Set<Kind> TO_REQUESTS = EnumSet.of(Kind.DROP_REQUEST, Kind.ANSWER);

  private static final Set<Kind> TO_REPLIES_ONLY =
      EnumSet.of(Kind.REPLACE, Kind.INSERT, Kind.DOUBLE, Kind.SWAP);

  private final Kind kind;
  private byte[] bytes = {};
  private int atByte;
  private Duration time = Duration.ZERO;
  private Duration jitter = Duration.ZERO;
  private Random random = new Random(0);
  private double probability = 1;
  private int nth;
  private boolean replies = true;
  private boolean pushes;
  private Predicate<Set<String>> connections = Connections.ALL;
  private Predicate<List<String>> requests;

  private final AtomicInteger applied = new AtomicInteger();
  private int met;

  private Fault(Kind kind) {
    this.kind = kind;
    this.pushes = !TO_REPLIES_ONLY.contains(kind);
  }

  /**
   * Each reply comes later by {@code time}, give or take up to {@code jitter}. Those of a pipeline
   * come late together, not one after another, and keep their order.
   */
  public static Fault delay(Duration time, Duration jitter, long seed) {
    Fault fault = new Fault(Kind.DELAY);
    fault.time = time;
    fault.jitter = jitter;
    fault.random = new Random(seed);
    return fault;
  }

  /** Replies come in pieces of so many bytes, with a pause after each: also a narrow line. */
  public static Fault drip(int bytesAtATime, Duration every) {
    Fault fault = new Fault(Kind.DRIP);
    fault.atByte = bytesAtATime;
    fault.time = every;
    return fault;
  }

  /** After {@code k} bytes of a longer reply the connection is closed. */
  public static Fault cutReplyAt(int k) {
    return at(Kind.CUT, k);
  }

  /** The same with a reset instead of an orderly end. */
  public static Fault resetReplyAt(int k) {
    return at(Kind.RESET, k);
  }

  /** After {@code k} bytes of a longer reply nothing comes on this connection, for good. */
  public static Fault silenceAt(int k) {
    return at(Kind.SILENCE, k);
  }

  private static Fault at(Kind kind, int k) {
    Fault fault = new Fault(kind);
    fault.atByte = k;
    return fault;
  }

  /** The command is done, but another reply is given: error, wrong length, wrong type, garbage. */
  public static Fault replaceReply(byte[] reply) {
    return with(Kind.REPLACE, reply);
  }

  /** The same with a text, in UTF-8; line ends are the caller's. */
  public static Fault replaceReply(String reply) {
    return replaceReply(reply.getBytes(StandardCharsets.UTF_8));
  }

  /** These bytes come before a reply: a push, or a reply that nobody asked for. */
  public static Fault insertBefore(String frame) {
    return with(Kind.INSERT, frame.getBytes(StandardCharsets.UTF_8));
  }

  /** The server never sees the command: the proxy answers, in the command's turn. */
  public static Fault answer(String reply) {
    return with(Kind.ANSWER, reply.getBytes(StandardCharsets.UTF_8));
  }

  private static Fault with(Kind kind, byte[] bytes) {
    Fault fault = new Fault(kind);
    fault.bytes = bytes.clone();
    return fault;
  }

  /** A reply comes twice. */
  public static Fault doubleReply() {
    return new Fault(Kind.DOUBLE);
  }

  /** A reply waits for the next one of its connection, and comes after it. */
  public static Fault swapReplies() {
    return new Fault(Kind.SWAP);
  }

  /** The server answers, nothing arrives. */
  public static Fault dropReplies() {
    return new Fault(Kind.DROP_REPLY);
  }

  /** The server hears nothing. */
  public static Fault dropRequests() {
    return new Fault(Kind.DROP_REQUEST);
  }

  /** Only on these connections, told by what they have sent so far. */
  public Fault on(Predicate<Set<String>> which) {
    connections = which;
    return this;
  }

  /** Only on connections that listen. */
  public Fault onlyListener() {
    return on(Connections.LISTENER);
  }

  /** Only on connections that do not. */
  public Fault exceptListener() {
    return on(Connections.NO_LISTENER);
  }

  /** Only to this command, or its reply; named as by {@link TcpProxy#commands(String)}. */
  public Fault to(String name) {
    return to(words -> ProxyTraffic.names(words).contains(name));
  }

  /** Only to requests of such words, or their replies. */
  public Fault to(Predicate<List<String>> words) {
    requests = words;
    pushes = false;
    return this;
  }

  /** Only to what the server sends unasked. */
  public Fault pushes() {
    pushes = true;
    replies = false;
    return this;
  }

  /** Only the n-th time that all else fits, counted from 1. */
  public Fault nth(int n) {
    nth = n;
    return this;
  }

  /** Only the next time that all else fits. */
  public Fault once() {
    return nth(1);
  }

  /** Only with this probability, from 0 to 1. */
  public Fault withProbability(double share, long seed) {
    probability = share;
    random = new Random(seed);
    return this;
  }

  /** Returns how often it has been done. */
  public int applied() {
    return applied.get();
  }

  Kind kind() {
    return kind;
  }

  /** Tells whether it is to be done now, and counts that. */
  synchronized boolean take(Set<String> sent, ProxyFaults.Frame frame) {
    boolean chosen = frame.isPush() ? pushes : replies;
    boolean fits =
        chosen
            && connections.test(sent)
            && (requests == null || (!frame.words().isEmpty() && requests.test(frame.words())))
            && (kind == Kind.DRIP || atByte == 0 || atByte < frame.bytes().length);
    if (!fits) {
      return false;
    }
    met++;
    if ((nth > 0 && met != nth) || (probability < 1 && random.nextDouble() >= probability)) {
      return false;
    }
    applied.incrementAndGet();
    return true;
  }

  /** Writes into a delivery what becomes of it. */
  synchronized void shape(ProxyFaults.Delivery delivery) {
    switch (kind) {
      case DELAY -> delivery.later(nextDelayNanos());
      case DRIP -> delivery.drip(atByte, time.toNanos());
      case CUT, RESET, SILENCE -> delivery.stop(kind, atByte);
      case REPLACE -> delivery.replace(bytes);
      case INSERT -> delivery.insert(bytes);
      case DOUBLE -> delivery.insert(delivery.bytes());
      case SWAP -> delivery.hold();
      case DROP_REPLY -> delivery.replace(new byte[0]);
      default -> throw new IllegalStateException(kind + " is nothing for a reply");
    }
  }

  byte[] bytes() {
    return bytes.clone();
  }

  private long nextDelayNanos() {
    long spread = jitter.toNanos();
    long off = spread == 0 ? 0 : (long) ((random.nextDouble() * 2 - 1) * spread);
    return Math.max(0, time.toNanos() + off);
  }

  @Override
  public String toString() {
    return kind + " applied " + applied;
  }
}
