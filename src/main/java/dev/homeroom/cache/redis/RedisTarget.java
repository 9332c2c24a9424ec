package dev.homeroom.cache.redis;

import dev.homeroom.cache.InvalidSettingException;
import dev.homeroom.cache.Settings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Redis, and as whom: from {@code REDIS_URL}, or from {@code REDIS_HOST} and its companions.
 *
 * @param host name or address
 * @param port from 1 to 65535
 * @param username empty for the default user
 * @param password empty for none; never shown
 * @param database number, 0 to 15
 * @param tls whether the connection is encrypted; never falls back to plain text
 */
record RedisTarget(
    String host,
    int port,
    Optional<String> username,
    Optional<String> password,
    int database,
    boolean tls) {
  private static final int DEFAULT_PORT = 6379;
  private static final int MAX_PORT = 65_535;
  private static final int MAX_DATABASE = 15;
  private static final String URL_RULE =
      "redis:// or rediss://, [user:password@]host[:port][/database 0 to 15]";
  private static final Pattern URL =
      Pattern.compile(
          "(rediss?)://(?:([^:@/]*)(?::([^@/]*))?@)?(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)"
              + "(?::(\\d{1,5}))?(?:/(\\d{1,2})?)?");

  /**
   * Reads the settings; empty if neither URL nor host is set.
   *
   * @throws InvalidSettingException if one is malformed, or the URL and the host name differ
   */
  static Optional<RedisTarget> from(Settings settings) {
    Optional<String> url = settings.text("REDIS_URL");
    Optional<String> host = settings.text("REDIS_HOST");
    if (url.isPresent()) {
      RedisTarget target = parsed(url.get());
      host.filter(other -> !other.equalsIgnoreCase(target.host))
          .ifPresent(
              other -> {
                throw new InvalidSettingException(
                    "REDIS_HOST", other, "the host of REDIS_URL (" + target.host + "), or unset");
              });
      return Optional.of(target);
    }
    return host.map(name -> ofParts(name, settings));
  }

  private static RedisTarget ofParts(String host, Settings settings) {
    if (!host.matches("\\[?[A-Za-z0-9.:_-]{1,253}]?")) {
      throw new InvalidSettingException("REDIS_HOST", host, "a host name or an address");
    }
    return new RedisTarget(
        unbracketed(host),
        settings.integer("REDIS_PORT", DEFAULT_PORT, 1, MAX_PORT),
        settings.text("REDIS_USERNAME"),
        settings.text("REDIS_PASSWORD"),
        settings.integer("REDIS_DB", 0, 0, MAX_DATABASE),
        settings.flag("REDIS_TLS_ENABLED", false));
  }

  private static RedisTarget parsed(String url) {
    Matcher parts = URL.matcher(url);
    int port = 0;
    int database = MAX_DATABASE + 1;
    if (parts.matches()) {
      port = parts.group(5) == null ? DEFAULT_PORT : Integer.parseInt(parts.group(5));
      database = parts.group(6) == null ? 0 : Integer.parseInt(parts.group(6));
    }
    if (port < 1 || port > MAX_PORT || database > MAX_DATABASE) {
      throw new InvalidSettingException("REDIS_URL", masked(url), URL_RULE);
    }
    return new RedisTarget(
        unbracketed(parts.group(4)),
        port,
        decoded(parts.group(2)),
        decoded(parts.group(3)),
        database,
        parts.group(1).equals("rediss"));
  }

  private static String unbracketed(String host) {
    return host.replaceAll("[\\[\\]]", "");
  }

  private static Optional<String> decoded(@org.jspecify.annotations.Nullable String part) {
    if (part == null || part.isEmpty()) {
      return Optional.empty();
    }
    // A plus sign is itself here: only forms encode spaces by it.
    return Optional.of(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  /** What stands before the host may hold a password, and is not shown. */
  private static String masked(String url) {
    int at = url.lastIndexOf('@');
    return at < 0 ? url : "***" + url.substring(at);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return host + ":" + port + "/" + database + (tls ? " with TLS" : "");
  }
}
