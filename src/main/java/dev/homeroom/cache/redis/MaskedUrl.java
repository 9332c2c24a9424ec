package dev.homeroom.cache.redis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks what is secret in a URL of Redis that may be malformed, for messages. */
final class MaskedUrl {
  /** The part of a malformed URL that may be shown: no password has this form. */
  private static final Pattern HARMLESS =
      Pattern.compile("(?:(?:[A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]*])(?::\\d{0,5})?(?:/\\d{0,5})?)?");

  private MaskedUrl() {}

  /** Returns the URL with everything masked that could be a password. */
  static String of(String url) {
    Matcher parts = RedisUrl.SCHEME.matcher(url);
    if (!parts.matches()) {
      return "***";
    }
    String scheme = parts.group(1) == null ? "" : parts.group(1);
    String rest = parts.group(2);
    int at = rest.lastIndexOf('@');
    String host = rest.substring(at + 1);
    String shown = HARMLESS.matcher(host).matches() ? host : "***";
    return scheme + (at < 0 ? "" : "***@") + shown;
  }
}
