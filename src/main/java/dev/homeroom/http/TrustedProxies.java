package dev.homeroom.http;

import dev.homeroom.http.ForwardedHeader.Hop;
import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose header {@code Forwarded} is believed ({@code TRUSTED_PROXIES}). Of the hops
 * that they name, from the last one on, the first that is no such proxy is the client (RFC 7239
 * §8.1). What any other caller sends in it changes nothing.
 *
 * @param ranges their addresses; none trusts nobody
 */
record TrustedProxies(List<AddressRange> ranges) {
  private static final String KEY = "TRUSTED_PROXIES";
  private static final int MAX = 100;
  private static final int MIN_IPV4_PREFIX = 8;

  /** The shortest is that of all local IPv6 addresses, fc00::/7 (RFC 4193). */
  private static final int MIN_IPV6_PREFIX = 7;

  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

  /** Copies the ranges. */
  TrustedProxies {
    ranges = List.copyOf(ranges);
  }

  /**
   * Reads the setting.
   *
   * @throws InvalidSettingException if one of them is no address and no range, or so wide that it
   *     would be half of the internet
   */
  static TrustedProxies of(Settings settings) {
    String text = settings.text(KEY).orElse("");
    List<String> parts = Stream.of(SEPARATOR.split(text)).filter(one -> !one.isEmpty()).toList();
    if (parts.size() > MAX) {
      throw invalid(text);
    }
    return new TrustedProxies(
        parts.stream()
            .map(one -> AddressRange.parse(one).filter(TrustedProxies::isNarrow))
            .map(range -> range.orElseThrow(() -> invalid(text)))
            .toList());
  }

  private static boolean isNarrow(AddressRange range) {
    boolean four = range.address() instanceof Inet4Address;
    return range.prefix() >= (four ? MIN_IPV4_PREFIX : MIN_IPV6_PREFIX);
  }

  private static InvalidSettingException invalid(String text) {
    return new InvalidSettingException(
        KEY,
        text,
        "a list of at most 100 addresses and ranges, such as 192.0.2.1, 10.0.0.0/8 (from /8),"
            + " fd00::/8 (from /7), separated by commas");
  }

  /**
   * Returns the origin of a request.
   *
   * @param peer the other side of the connection; null if it is not known
   * @param isSecure whether the connection is a TLS one
   * @param forwarded the lines of its header {@code Forwarded}, in their order
   */
  ClientOrigin origin(@Nullable InetAddress peer, boolean isSecure, List<String> forwarded) {
    ClientOrigin known = new ClientOrigin(peer, isSecure);
    for (int line = forwarded.size() - 1; line >= 0 && isTrusted(known); line--) {
      List<Hop> hops = ForwardedHeader.parse(forwarded.get(line));
      if (hops.isEmpty()) {
        return known;
      }
      for (int i = hops.size() - 1; i >= 0 && isTrusted(known); i--) {
        Hop hop = hops.get(i);
        if (hop.from() == null) {
          // Hidden: what stands before it was written by nobody that we know.
          return new ClientOrigin(known.address(), hop.isSecure());
        }
        known = new ClientOrigin(hop.from(), hop.isSecure());
      }
    }
    return known;
  }

  private boolean isTrusted(ClientOrigin origin) {
    InetAddress address = origin.address();
    return address != null && ranges.stream().anyMatch(range -> range.contains(address));
  }
}
