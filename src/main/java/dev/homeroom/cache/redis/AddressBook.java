package dev.homeroom.cache.redis;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the addresses of a host name on its own threads: a silent name server holds a look-up
 * for ten seconds or longer, and neither a request nor a probe may wait for it. Requests and the
 * listener use one of the addresses; the probe tries all of them and selects it.
 */
final class AddressBook {
  interface Resolver {
    /** Returns the addresses of a name, at least one; may block. */
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** The most look-ups that hang at once; a newer one may succeed while an older one hangs. */
  private static final int MOST_LOOKUPS = 4;

  /** The most addresses of a name; further ones are ignored. */
  static final int MOST_ADDRESSES = 32;

  private final String host;
  private final int port;
  private final Resolver resolver;
  private final ThreadFactory threads;
  private final AtomicInteger running = new AtomicInteger();
  private volatile List<InetAddress> found = List.of();
  private volatile @Nullable InetAddress used;
  private volatile boolean refused;

  AddressBook(String host, int port, Resolver resolver, ThreadFactory threads) {
    this.host = host;
    this.port = port;
    this.resolver = resolver;
    this.threads = threads;
  }

  /**
   * Returns the address in use without a look-up or a wait: the last one at which a probe
   * succeeded; the first one until then.
   *
   * @throws UnknownHostException if none was ever found
   */
  InetSocketAddress address() throws UnknownHostException {
    InetAddress address = used;
    return new InetSocketAddress(address != null ? address : known().get(0), port);
  }

  /**
   * Returns all addresses found by the last look-up that found any, the one in use first.
   *
   * @throws UnknownHostException if none was ever found
   */
  List<InetSocketAddress> all() throws UnknownHostException {
    List<InetAddress> all = new ArrayList<>(known());
    InetAddress first = used;
    if (first != null && all.remove(first)) {
      all.add(0, first);
    }
    return all.stream().map(address -> new InetSocketAddress(address, port)).toList();
  }

  private List<InetAddress> known() throws UnknownHostException {
    List<InetAddress> known = found;
    if (known.isEmpty()) {
      throw new UnknownHostException(
          refused ? "no such name" : "the host name is not resolved yet");
    }
    return known;
  }

  /** Takes an address into use; returns whether another one was in use before. */
  boolean use(InetSocketAddress well) throws UnknownHostException {
    boolean other = !address().equals(well);
    used = well.getAddress();
    return other;
  }

  /** Begins a look-up, unless four hang or no thread can be started, and waits a while for it. */
  void lookUp(long longestMillis) {
    if (running.incrementAndGet() > MOST_LOOKUPS) {
      running.decrementAndGet();
      return;
    }
    CountDownLatch done = new CountDownLatch(1);
    try {
      threads.newThread(() -> lookUpNow(done)).start();
    } catch (RuntimeException | OutOfMemoryError e) {
      // No thread can be started now: the next look-up tries again, and the found addresses stay.
      running.decrementAndGet();
      return;
    }
    try {
      done.await(longestMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookUpNow(CountDownLatch done) {
    try {
      InetAddress[] all = resolver.resolve(host);
      if (all.length > 0) {
        found = Stream.of(all).distinct().limit(MOST_ADDRESSES).toList();
      }
    } catch (UnknownHostException e) {
      // The old addresses, if there are any, stay: they may still be right.
      refused = true;
    } finally {
      running.decrementAndGet();
      done.countDown();
    }
  }
}
