package dev.homeroom.cache.redis;

import dev.homeroom.settings.InvalidSettingException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of {@code REDIS_URL}; parts that it leaves out are empty. The form is that of the
 * provisional IANA registration of the schemes redis and rediss, without queries.
 *
 * @param tls whether the scheme is {@code rediss}
 * @param host name or address, without brackets
 * @param port from 1 to 65535
 * @param username decoded
 * @param password decoded; never shown
 * @param database 0 to 15
 */
record RedisUrl(
    boolean tls,
    String host,
    Optional<Integer> port,
    Optional<String> username,
    Optional<String> password,
    Optional<Integer> database) {
  private static final String KEY = "REDIS_URL";
  private static final String RULE =
      "redis:// or rediss://, [[user]:password@]host[:port 1 to 65535][/database 0 to 15],"
          + " user and password percent-encoded";
  private static final String NAME = "[A-Za-z0-9._-]{1,253}";
  private static final String ADDRESS = "\\[[0-9a-fA-F:.]{2,45}]";
  private static final Pattern HOST =
      Pattern.compile(NAME + "|" + ADDRESS + "|[0-9a-fA-F.]*:[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
  private static final Pattern URL =
      Pattern.compile(
          "(?:([^:@/]*)(?::([^@/]*))?@)?(%s|%s)(?::(\\d{1,5}))?(?:/(\\d{1,2})?)?"
              .formatted(ADDRESS, NAME));

  /** A scheme, if there is one, and the rest. */
  static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)?(.*)");

  private static final Pattern BAD_ENCODING = Pattern.compile("%(?![0-9a-fA-F]{2})");
  private static final String UNREADABLE = "\uFFFD";

  /** Reads a URL, or throws {@link InvalidSettingException} with its password masked. */
  static RedisUrl read(String text) {
    Matcher scheme = SCHEME.matcher(text);
    boolean hasScheme = scheme.matches() && scheme.group(1) != null;
    String name = hasScheme ? scheme.group(1).toLowerCase(Locale.ROOT) : "";
    Matcher parts = URL.matcher(hasScheme ? scheme.group(2) : "");
    if (!(name.equals("redis://") || name.equals("rediss://")) || !parts.matches()) {
      throw refused(text);
    }
    RedisUrl url =
        new RedisUrl(
            name.equals("rediss://"),
            host(parts.group(3)).orElseThrow(() -> refused(text)),
            number(parts.group(4)),
            decoded(text, parts.group(1)),
            decoded(text, parts.group(2)),
            number(parts.group(5)));
    int port = url.port.orElse(RedisTarget.DEFAULT_PORT);
    int database = url.database.orElse(0);
    if (port < 1 || port > RedisTarget.MAX_PORT || database > RedisTarget.MAX_DATABASE) {
      throw refused(text);
    }
    return url;
  }

  /** Returns a host's name or address without brackets; empty if it is neither. */
  static Optional<String> host(String text) {
    if (!HOST.matcher(text).matches()) {
      return Optional.empty();
    }
    String host = text.replaceAll("[\\[\\]]", "");
    return host.indexOf(':') < 0 || isAddress(host) ? Optional.of(host) : Optional.empty();
  }

  /** Returns whether a text with a colon is an IPv6 address; it is never looked up. */
  private static boolean isAddress(String host) {
    try {
      InetAddress.getByName("[" + host + "]");
      return true;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static Optional<Integer> number(@Nullable String part) {
    return Optional.ofNullable(part).map(Integer::valueOf);
  }

  private static Optional<String> decoded(String url, @Nullable String part) {
    if (part == null || part.isEmpty()) {
      return Optional.empty();
    }
    if (BAD_ENCODING.matcher(part).find()) {
      throw refused(url);
    }
    // A plus sign stands for itself: only forms encode spaces by it.
    String decoded = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    if (decoded.contains(UNREADABLE)) {
      throw refused(url);
    }
    return Optional.of(decoded);
  }

  private static InvalidSettingException refused(String url) {
    return new InvalidSettingException(KEY, MaskedUrl.of(url), RULE);
  }

  @Override
  public String toString() {
    return (tls ? "rediss://" : "redis://") + host;
  }
}
