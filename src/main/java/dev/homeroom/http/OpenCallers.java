package dev.homeroom.http;

import dev.homeroom.time.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the caller of a request is still there to be answered. The Servlet API does not, so
 * the kernel is asked for its open connections, on Linux. Elsewhere every caller counts as there. A
 * caller that has ended its own direction counts as gone, as with most proxies: HTTP needs both
 * directions (RFC 9112 §9.6).
 *
 * <p>One reading of the kernel's table serves all callers, and is followed by a pause of its own
 * length at least.
 */
@ApplicationScoped
public class OpenCallers {
  /** Between two readings at least, however little they cost. */
  static final Duration PAUSE = Duration.ofMillis(10);

  private static final System.Logger LOGGER = System.getLogger(OpenCallers.class.getName());

  /** Reads the other sides of all connections that are open in both directions. */
  @FunctionalInterface
  interface ConnectionTable {
    Set<String> established() throws IOException;
  }

  private final Ticker ticker;
  private final ConnectionTable table;

  private @Nullable Set<String> open;
  private long begunNanos;
  private long nextNanos;
  private boolean isRead;

  /** For the container's proxy. */
  protected OpenCallers() {
    this(() -> 0, Set::of);
  }

  @Inject
  OpenCallers(Ticker ticker) {
    this(ticker, TcpSockets::established);
  }

  OpenCallers(Ticker ticker, ConnectionTable table) {
    this.ticker = ticker;
    this.table = table;
  }

  /** Returns what can be known of the caller of this request, now and later. */
  public CallerPresence of(HttpServletRequest request) {
    try {
      String address = request.getRemoteAddr();
      InetAddress parsed = InetAddress.getByName(address);
      return of(address, TcpSockets.remote(parsed, request.getRemotePort()));
    } catch (UnknownHostException e) {
      return CallerPresence.ASSUMED;
    }
  }

  CallerPresence of(String address, String remote) {
    return new OpenCaller(address, remote, ticker.nanos());
  }

  private final class OpenCaller implements CallerPresence {
    private final String address;
    private final String remote;
    private final long since;

    OpenCaller(String address, String remote, long since) {
      this.address = address;
      this.remote = remote;
      this.since = since;
    }

    @Override
    public String address() {
      return address;
    }

    @Override
    public boolean isGone() {
      return OpenCallers.this.isGone(remote, since);
    }
  }

  /** Only a reading that began after the request had come can lack its connection. */
  private synchronized boolean isGone(String remote, long since) {
    long now = ticker.nanos();
    if (!isRead || now - nextNanos >= 0) {
      open = read();
      begunNanos = now;
      isRead = true;
      long end = ticker.nanos();
      nextNanos = end + Math.max(PAUSE.toNanos(), end - now);
    }
    return open != null && begunNanos - since > 0 && !open.contains(remote);
  }

  private @Nullable Set<String> read() {
    try {
      return table.established();
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "There is no table of sockets here.", e);
      return null;
    }
  }
}
