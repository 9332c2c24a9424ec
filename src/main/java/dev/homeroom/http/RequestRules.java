package dev.homeroom.http;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the form of a request's parts; each rule returns a problem, or null if it is kept. */
final class RequestRules {
  /** The most characters of path and query together; docs/settings.md. */
  static final int MAX_TARGET = 4_096;

  /** The most bytes of all header names and values together; docs/settings.md. */
  static final int MAX_HEADERS = 16_384;

  /** The methods of RFC 9110 §9.3 and RFC 5789, without CONNECT and TRACE. */
  static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** A host name, an IPv4 address or an IPv6 address in brackets, and a port (RFC 9110 §7.2). */
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\])(:[0-9]{0,5})?");

  /** Ten digits pass 2 GB, and fit a long. */
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,10}");

  /** The beginning of a media type (RFC 9110 §8.3.1); {@code ;} and parameters may follow. */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+\\s*(;|$)");

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);

  private static final int MAX_PORT = 65_535;

  private RequestRules() {}

  /** Checks a path: it is ASCII, its percent sequences are whole and encode UTF-8. */
  static @Nullable Problem path(String path) {
    return UriText.isPath(path) ? null : malformed("path", "The path is not a valid URI path.");
  }

  /** Checks a query: it obeys the rule of paths, and names each parameter once. */
  static @Nullable Problem query(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return null;
    }
    if (!UriText.isQuery(query)) {
      return malformed("query", "The query is not a valid URI query.");
    }
    return query.indexOf('&') < 0 ? null : repeated(query);
  }

  private static @Nullable Problem repeated(String query) {
    Set<String> names = new HashSet<>();
    for (String parameter : query.split("&", -1)) {
      String name = UriText.decoded(parameter.replaceFirst("=.*", ""));
      if (!parameter.isEmpty() && !names.add(name)) {
        String shown = name.length() <= 100 ? name : name.substring(0, 100);
        return field(shown, "single", "The parameter is given twice.");
      }
    }
    return null;
  }

  /** Checks that there is one Host, which is a host name or an address, with or without a port. */
  static @Nullable Problem host(Collection<String> values) {
    return values.size() == 1 && isHost(values.iterator().next())
        ? null
        : malformed("Host", "Host must be one host name, with or without a port.");
  }

  /**
   * Checks the host of a URL, which the platform takes from a target in absolute form rather than
   * from the Host header (RFC 9112 §3.2.2).
   */
  static @Nullable Problem authority(CharSequence url) {
    String text = url.toString();
    int from = text.indexOf("://") + 3;
    int to = text.indexOf('/', from);
    return isHost(text.substring(from, to < 0 ? text.length() : to))
        ? null
        : malformed("target", "The target is not a valid URI.");
  }

  private static boolean isHost(String host) {
    int port = host.lastIndexOf(':') + 1;
    return HOST.matcher(host).matches()
        && (port == 0
            || port == host.length()
            || host.endsWith("]")
            || Integer.parseInt(host.substring(port)) <= MAX_PORT);
  }

  /**
   * Checks that a body has one length, or is chunked and nothing else, so that a proxy in between
   * sees the same end of it (RFC 9112 §6.3).
   */
  static @Nullable Problem transfer(List<String> lengths, List<String> codings) {
    if (codings.isEmpty()) {
      return lengths.size() == 1 && LENGTH.matcher(lengths.get(0).strip()).matches()
          ? null
          : malformed("Content-Length", "Content-Length must be one number.");
    }
    return lengths.isEmpty() && codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked")
        ? null
        : malformed(
            "Transfer-Encoding", "A body must have one length, or be chunked and nothing else.");
  }

  /** Checks that a body has no coding but {@code identity}. */
  static @Nullable Problem contentCoding(List<String> codings) {
    return codings.stream().allMatch("identity"::equalsIgnoreCase)
        ? null
        : Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "A body must not have a Content-Encoding.");
  }

  /**
   * Checks that there is at most one media type, a sound one, and that its charset, if given, is
   * UTF-8.
   */
  static @Nullable Problem contentType(List<String> types) {
    if (types.size() > 1) {
      return field("Content-Type", "single", "Content-Type is given twice.");
    }
    if (!types.stream().allMatch(type -> MEDIA_TYPE.matcher(type).lookingAt())) {
      return Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type is no media type.");
    }
    return types.stream()
            .flatMap(type -> CHARSET.matcher(type).results())
            .allMatch(charset -> charset.group(1).equalsIgnoreCase("utf-8"))
        ? null
        : Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Text must be UTF-8.");
  }

  private static Problem malformed(String part, String message) {
    return field(part, "format", message);
  }

  private static Problem field(String field, String rule, String message) {
    return new Problem(
        ErrorCode.INVALID_INPUT,
        message,
        List.of(new ProblemException.FieldError(field, rule, message)));
  }
}
