package dev.homeroom.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Forwarded} (RFC 7239 §4). */
final class ForwardedHeader {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  /** Without escapes in quoted values: no address and no scheme needs one. */
  private static final Pattern PAIR =
      Pattern.compile("(" + TOKEN + ")=(?:(" + TOKEN + ")|\"([^\"\\\\]*+)\")");

  private static final Pattern NODE =
      Pattern.compile("(?:\\[([^\\]]+)\\]|([^:\\[\\]]+))(?::[0-9A-Za-z._-]{1,32})?");

  private ForwardedHeader() {}

  /**
   * What one proxy says of the request that it got.
   *
   * @param from the address that it came from; null if that is hidden, unknown or malformed
   * @param isSecure whether it came by https
   */
  record Hop(@Nullable InetAddress from, boolean isSecure) {}

  /**
   * Returns the hops of a field line, the last proxy's at the end.
   *
   * @return empty if the line is malformed: nothing of it can be believed then, since a caller may
   *     have made the proxy's own part look like another
   */
  static List<Hop> parse(String line) {
    List<Hop> hops = new ArrayList<>();
    Map<String, String> pairs = new HashMap<>();
    Matcher matcher = PAIR.matcher(line);
    int at = skipBlanks(line, 0);
    while (at < line.length()) {
      if (!matcher.region(at, line.length()).lookingAt()) {
        return List.of();
      }
      String name = String.valueOf(matcher.group(1)).toLowerCase(Locale.ROOT);
      String quoted = matcher.group(3);
      String value = quoted == null ? String.valueOf(matcher.group(2)) : quoted;
      if (pairs.put(name, value) != null) {
        return List.of();
      }
      at = skipBlanks(line, matcher.end());
      if (at < line.length() && line.charAt(at) == ',') {
        hops.add(hop(pairs));
        pairs.clear();
      } else if (at < line.length() && line.charAt(at) != ';') {
        return List.of();
      }
      at = skipBlanks(line, at + 1);
    }
    hops.add(hop(pairs));
    return hops;
  }

  private static int skipBlanks(String line, int from) {
    int at = from;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static Hop hop(Map<String, String> pairs) {
    Matcher node = NODE.matcher(pairs.getOrDefault("for", ""));
    InetAddress from = null;
    if (node.matches()) {
      String inBrackets = node.group(1);
      String text = inBrackets == null ? String.valueOf(node.group(2)) : inBrackets;
      from = AddressRange.literal(text).orElse(null);
    }
    return new Hop(from, "https".equalsIgnoreCase(pairs.get("proto")));
  }
}
