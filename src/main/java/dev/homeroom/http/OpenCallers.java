package dev.homeroom.http;

import dev.homeroom.cache.Ticker;
import dev.homeroom.http.TcpSockets.State;
import dev.homeroom.http.TcpSockets.TcpSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the caller of a request is still there to be answered. The Servlet API does not, so
 * the kernel is asked for its open connections, on Linux, at most every 100 ms for all callers.
 * Elsewhere every caller counts as there. A caller that has ended its own direction counts as gone,
 * as with most proxies: HTTP needs both directions (RFC 9112 §9.6).
 */
@ApplicationScoped
public class OpenCallers {
  private static final Duration KEPT = Duration.ofMillis(100);
  private static final System.Logger LOGGER = System.getLogger(OpenCallers.class.getName());

  @Inject Ticker ticker;

  private @Nullable Set<String> open;
  private long readAt;
  private boolean isRead;

  /** Returns what is known of the caller of this request, now and later. */
  public CallerPresence of(HttpServletRequest request) {
    String remote;
    try {
      InetAddress address = InetAddress.getByName(request.getRemoteAddr());
      remote = TcpSockets.remote(address, request.getRemotePort());
    } catch (UnknownHostException e) {
      return CallerPresence.ASSUMED;
    }
    return () -> isGone(remote);
  }

  private synchronized boolean isGone(String remote) {
    long now = ticker.nanos();
    if (!isRead || now - readAt > KEPT.toNanos()) {
      open = read();
      readAt = now;
      isRead = true;
    }
    return open != null && !open.contains(remote);
  }

  private static @Nullable Set<String> read() {
    try {
      List<TcpSocket> sockets = TcpSockets.list();
      return sockets.stream()
          .filter(socket -> socket.state() == State.ESTABLISHED)
          .map(TcpSocket::remote)
          .collect(Collectors.toSet());
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "There is no table of sockets here.", e);
      return null;
    }
  }
}
