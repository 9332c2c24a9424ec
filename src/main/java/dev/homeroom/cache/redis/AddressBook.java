package dev.homeroom.cache.redis;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The address behind a host name, looked up on threads of its own: a silent name server holds a
 * look-up for ten seconds or longer, which no request and no probe may wait for (FAULTS M10).
 */
final class AddressBook {
  /** Looks a name up; may take as long as it likes. */
  interface Resolver {
    /** Returns an address of the name. */
    InetAddress resolve(String host) throws UnknownHostException;
  }

  /** Look-ups that hang at once; a newer one may find what an older one waits for in vain. */
  private static final int MOST_LOOKUPS = 4;

  private final String host;
  private final int port;
  private final Resolver resolver;
  private final ThreadFactory threads;
  private final AtomicInteger running = new AtomicInteger();
  private volatile @Nullable InetAddress known;
  private volatile boolean refused;

  AddressBook(String host, int port, Resolver resolver, ThreadFactory threads) {
    this.host = host;
    this.port = port;
    this.resolver = resolver;
    this.threads = threads;
  }

  /**
   * Returns the address found last; does not look up and does not wait.
   *
   * @throws UnknownHostException if none was ever found
   */
  InetSocketAddress address() throws UnknownHostException {
    InetAddress address = known;
    if (address == null) {
      throw new UnknownHostException(refused ? "no such name" : "no answer about the name yet");
    }
    return new InetSocketAddress(address, port);
  }

  /** Begins a look-up, unless four hang already, and waits for it a while. */
  void lookUp(long longestMillis) {
    if (running.incrementAndGet() > MOST_LOOKUPS) {
      running.decrementAndGet();
      return;
    }
    CountDownLatch done = new CountDownLatch(1);
    threads
        .newThread(
            () -> {
              try {
                known = resolver.resolve(host);
              } catch (UnknownHostException e) {
                // The old address, if there is one, stays: it may still be right.
                refused = true;
              } finally {
                running.decrementAndGet();
                done.countDown();
              }
            })
        .start();
    try {
      done.await(longestMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
