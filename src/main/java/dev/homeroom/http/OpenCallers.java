package dev.homeroom.http;

import dev.homeroom.time.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the caller of a request is still connected. The Servlet API cannot, so on Linux
 * this reads the kernel's table of connections; elsewhere every caller counts as connected. A
 * caller that has closed its own direction counts as gone, as with most proxies, since HTTP needs
 * both directions (RFC 9112 §9.6). One read serves all callers; a pause of at least its length
 * follows.
 */
@ApplicationScoped
public class OpenCallers {
  /** The least pause between two reads of the table. */
  static final Duration PAUSE = Duration.ofMillis(10);

  private static final System.Logger LOGGER = System.getLogger(OpenCallers.class.getName());

  /** Reads the remote addresses of all connections that are open in both directions. */
  @FunctionalInterface
  interface ConnectionTable {
    Set<String> established() throws IOException;
  }

  private final Ticker ticker;
  private final ConnectionTable table;
  private final ClientOrigins origins;

  private @Nullable Set<String> open;
  private long begunNanos;
  private long nextNanos;

  /** Makes the superclass of the container's proxy. */
  protected OpenCallers() {
    this(() -> 0, Set::of, new ClientOrigins());
  }

  @Inject
  OpenCallers(Ticker ticker, ClientOrigins origins) {
    this(ticker, EstablishedConnections::remotes, origins);
  }

  OpenCallers(Ticker ticker, ConnectionTable table, ClientOrigins origins) {
    this.ticker = ticker;
    this.table = table;
    this.origins = origins;
    this.nextNanos = ticker.nanos();
  }

  /** Returns the presence of the caller of this request. */
  public CallerPresence of(HttpServletRequest request) {
    Optional<InetAddress> peer = ClientOrigins.peer(request);
    if (peer.isEmpty()) {
      return CallerPresence.ASSUMED;
    }
    // The connection is the proxy's, the address is that of the client behind it.
    String remote = TcpSockets.remote(peer.get(), request.getRemotePort());
    return of(origins.of(request).network(), remote);
  }

  CallerPresence of(String address, String remote) {
    return new OpenCaller(this, address, remote, ticker.nanos());
  }

  private record OpenCaller(OpenCallers callers, String address, String remote, long since)
      implements CallerPresence {
    @Override
    public boolean isGone() {
      return callers.isGone(remote, since);
    }
  }

  /** Returns whether a connection is gone, as only a read that began after the request can tell. */
  private synchronized boolean isGone(String remote, long since) {
    long now = ticker.nanos();
    if (now - nextNanos >= 0) {
      open = read();
      begunNanos = now;
      long end = ticker.nanos();
      nextNanos = end + Math.max(PAUSE.toNanos(), end - now);
    }
    return open != null && begunNanos - since > 0 && !open.contains(remote);
  }

  private @Nullable Set<String> read() {
    try {
      return table.established();
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "Cannot read the table of sockets.", e);
      return null;
    }
  }
}
