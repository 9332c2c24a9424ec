package dev.homeroom.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from: by its connection, or by what a trusted proxy says.
 *
 * @param address the client's address; null if it is not known
 * @param isSecure whether the client uses https
 */
public record ClientOrigin(@Nullable InetAddress address, boolean isSecure) {
  private static final String ATTRIBUTE = ClientOrigin.class.getName();

  /** Keeps it in a request, for {@link #of}. */
  void keepIn(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** Returns the origin that was kept in a request; that of its connection if none was. */
  public static ClientOrigin of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof ClientOrigin kept
        ? kept
        : new ClientOrigin(ClientOrigins.peer(request).orElse(null), request.isSecure());
  }

  /** Returns the address as text, IPv6 in full; empty if it is not known. */
  public String addressText() {
    return address == null ? "" : address.getHostAddress();
  }

  /**
   * Returns what stands for the client where clients are counted: its IPv4 address, or the network
   * of its IPv6 address, {@code 2001:db8:0:1::/64}; empty if it is not known.
   */
  public String network() {
    return address == null ? "" : AddressRange.networkOf(address);
  }
}
