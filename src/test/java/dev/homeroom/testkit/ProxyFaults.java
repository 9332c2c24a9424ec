package dev.homeroom.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The faults of one proxy that are in force, and how often each kind was applied. */
final class ProxyFaults {
  private final List<Fault> inForce = new CopyOnWriteArrayList<>();
  private final Map<Fault.Kind, AtomicInteger> counts = new EnumMap<>(Fault.Kind.class);

  ProxyFaults() {
    for (Fault.Kind kind : Fault.Kind.values()) {
      counts.put(kind, new AtomicInteger());
    }
  }

  /**
   * What a fault may be done to.
   *
   * @param words of the request that it is, or answers; empty if it answers none
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Frame(byte[] bytes, List<String> words, boolean isPush, long arrivedNanos) {
    /** Stands behind the last reply. */
    static final Frame END = new Frame(new byte[0], List.of(), false, Long.MIN_VALUE);

    boolean isEnd() {
      return arrivedNanos == Long.MIN_VALUE;
    }
  }

  void add(Fault fault) {
    inForce.add(fault);
  }

  void remove(Fault fault) {
    inForce.remove(fault);
  }

  void clear() {
    inForce.clear();
  }

  void count(Fault.Kind kind) {
    counts.get(kind).incrementAndGet();
  }

  int count() {
    return counts.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  int counted(Fault.Kind kind) {
    return counts.get(kind).get();
  }

  /** Returns the first fault that a request meets, or null. */
  Fault forRequest(Set<String> sent, Frame request) {
    for (Fault fault : inForce) {
      if (Fault.TO_REQUESTS.contains(fault.kind()) && fault.take(sent, request)) {
        count(fault.kind());
        return fault;
      }
    }
    return null;
  }

  /** Returns what becomes of a reply, by all faults that it meets, in the order they were added. */
  Delivery forReply(Set<String> sent, Frame reply) {
    Delivery delivery = new Delivery(reply);
    for (Fault fault : inForce) {
      if (!Fault.TO_REQUESTS.contains(fault.kind()) && fault.take(sent, reply)) {
        count(fault.kind());
        fault.shape(delivery);
      }
    }
    return delivery;
  }

  /** What becomes of one reply. */
  static final class Delivery {
    private final List<byte[]> parts = new ArrayList<>();
    private long dueNanos;
    private int dripBytes;
    private long dripNanos;
    private Fault.Kind stop;
    private int stopAt;
    private boolean held;

    private Delivery(Frame reply) {
      parts.add(reply.bytes());
      dueNanos = reply.arrivedNanos();
    }

    void later(long nanos) {
      dueNanos += nanos;
    }

    void drip(int bytes, long everyNanos) {
      dripBytes = bytes;
      dripNanos = everyNanos;
    }

    void stop(Fault.Kind how, int atByte) {
      stop = how;
      stopAt = atByte;
    }

    void replace(byte[] bytes) {
      parts.clear();
      parts.add(bytes);
    }

    void insert(byte[] bytes) {
      parts.add(0, bytes);
    }

    void hold() {
      held = true;
    }

    long dueNanos() {
      return dueNanos;
    }

    int dripBytes() {
      return dripBytes;
    }

    long dripNanos() {
      return dripNanos;
    }

    boolean isHeld() {
      return held;
    }

    /** Returns how it ends, or null if it does not. */
    Fault.Kind stop() {
      return stop;
    }

    /** Returns what is written, as one. */
    byte[] bytes() {
      int length = parts.stream().mapToInt(part -> part.length).sum();
      byte[] all = new byte[length];
      int at = 0;
      for (byte[] part : parts) {
        System.arraycopy(part, 0, all, at, part.length);
        at += part.length;
      }
      return stop == null ? all : Arrays.copyOf(all, Math.min(stopAt, length));
    }
  }
}
