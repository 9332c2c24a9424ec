package dev.homeroom.http;

import dev.homeroom.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Tells where requests come from; the only class that does. A bad setting stops the start. */
@ApplicationScoped
public class ClientOrigins {
  private static final String FORWARDED = "Forwarded";

  @Inject Settings settings;

  private TrustedProxies proxies = new TrustedProxies(List.of());

  void read(@Observes @Priority(15) Startup event) {
    proxies = TrustedProxies.of(settings);
  }

  /** Returns the origin of a request. */
  public ClientOrigin of(HttpServletRequest request) {
    return proxies.origin(
        peer(request).orElse(null),
        request.isSecure(),
        Collections.list(request.getHeaders(FORWARDED)));
  }

  /** Returns the other side of the request's connection; empty if it is not known. */
  static Optional<InetAddress> peer(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    // Of a link-local address the interface follows: fe80::1%eth0.
    int zone = address.indexOf('%');
    return AddressRange.literal(zone < 0 ? address : address.substring(0, zone));
  }
}
