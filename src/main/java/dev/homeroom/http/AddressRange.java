package dev.homeroom.http;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses that begin with the same bits (CIDR, RFC 4632 §3.1; RFC 4291 §2.3), or one address.
 *
 * @param address one of them; the bits after the prefix do not matter
 * @param prefix the number of bits that are the same: 0 to 32, or to 128
 */
record AddressRange(InetAddress address, int prefix) {
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
  private static final Pattern RANGE = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");
  private static final int IPV6_BITS = 128;
  private static final int IPV6_NETWORK = 64;

  /** Reads {@code 192.0.2.1}, {@code 10.0.0.0/8} or {@code 2001:db8::/32}; empty if it is none. */
  static Optional<AddressRange> parse(String text) {
    Matcher parts = RANGE.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String prefix = parts.group(2);
    return literal(String.valueOf(parts.group(1)))
        .map(one -> new AddressRange(one, prefix == null ? bits(one) : Integer.parseInt(prefix)))
        .filter(range -> range.prefix() <= bits(range.address()));
  }

  /**
   * Returns the address that a text is; empty if it is none. It asks no name server. An IPv4
   * address within an IPv6 one is that IPv4 address.
   */
  static Optional<InetAddress> literal(String text) {
    boolean isLiteral =
        IPV4.matcher(text).matches() || (text.contains(":") && IPV6.matcher(text).matches());
    try {
      return isLiteral ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Returns whether an address is one of these. */
  boolean contains(InetAddress other) {
    return other.getClass() == address.getClass() && begin(other).equals(begin(address));
  }

  private BigInteger begin(InetAddress of) {
    return new BigInteger(1, of.getAddress()).shiftRight(bits(of) - prefix);
  }

  private static int bits(InetAddress of) {
    return of instanceof Inet4Address ? Integer.SIZE : IPV6_BITS;
  }

  /**
   * Returns what stands for an address where callers are counted: the address itself, or the
   * network of an IPv6 one, {@code 2001:db8:0:1::/64}, of which one caller has all addresses.
   */
  static String networkOf(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    byte[] bytes = address.getAddress();
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < IPV6_NETWORK / Byte.SIZE; i += 2) {
      int group = ((bytes[i] & 0xff) << Byte.SIZE) | (bytes[i + 1] & 0xff);
      network.append(Integer.toHexString(group)).append(':');
    }
    return network.append(":/").append(IPV6_NETWORK).toString();
  }
}
