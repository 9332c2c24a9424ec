package dev.homeroom.auth;

import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The cookie that keeps a page's refresh token, out of reach of its scripts. It is sent to {@code
 * /api/auth} only, ends with the browser, and counts only in requests of our own pages: their
 * {@code Origin} is the host of the request.
 */
final class RefreshCookie {
  /** The cookie's name. */
  static final String NAME = "homeroom_refresh";

  private static final String PATH = "/api/auth";

  /** Hosts to which plain HTTP leaves the machine at no time. */
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final HttpHeaders headers;

  /** Makes the cookie of a request. */
  RefreshCookie(HttpHeaders headers) {
    this.headers = headers;
  }

  /**
   * Returns the token in the request's cookie; empty if there is no cookie.
   *
   * @throws ProblemException FORBIDDEN if there is one, and the request is not of our own page
   */
  Optional<String> token() {
    Cookie cookie = headers.getCookies().get(NAME);
    if (cookie == null) {
      return Optional.empty();
    }
    requireOwnPage();
    return Optional.of(cookie.getValue());
  }

  /**
   * Returns whether the page that sent the request keeps its refresh token in the cookie: it asks
   * for that, or has one there. False for a program.
   *
   * @throws ProblemException FORBIDDEN if so, and the request is not of our own page
   */
  boolean isWanted(boolean asked) {
    if (asked) {
      requireOwnPage();
    }
    return asked || token().isPresent();
  }

  /**
   * Refuses a request that is not of our own page, for instance of another site's form.
   *
   * @throws ProblemException FORBIDDEN
   */
  void requireOwnPage() {
    List<String> origins = headers.getRequestHeader("Origin");
    if (origins == null || origins.size() != 1 || !isOwn(origins.get(0))) {
      throw new ProblemException(
          ErrorCode.FORBIDDEN, "Only Homeroom's own page may use the cookie.");
    }
  }

  private boolean isOwn(String origin) {
    try {
      URI from = URI.create(origin);
      boolean isHttps = "https".equals(from.getScheme());
      String port = isHttps ? ":443" : ":80";
      return (isHttps || isLoopback())
          && from.getAuthority() != null
          && without(port, host()).equalsIgnoreCase(without(port, from.getAuthority()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Leaves the scheme's own port out: some proxies write it, and no browser (RFC 6454 §6.2). */
  private static String without(String port, String authority) {
    return authority.endsWith(port)
        ? authority.substring(0, authority.length() - port.length())
        : authority;
  }

  private String host() {
    String host = headers.getHeaderString(HttpHeaders.HOST);
    return host == null ? "" : host;
  }

  private boolean isLoopback() {
    return LOOPBACK.contains(host().replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT));
  }

  /** Returns the cookie that keeps a token. */
  NewCookie keeping(String token) {
    return cookie(token, NewCookie.DEFAULT_MAX_AGE);
  }

  /** Returns the cookie that makes the browser forget its token. */
  NewCookie forgetting() {
    return cookie("", 0);
  }

  private NewCookie cookie(String value, int maxAge) {
    return new NewCookie.Builder(NAME)
        .value(value)
        .path(PATH)
        .maxAge(maxAge)
        .httpOnly(true)
        .secure(!isLoopback())
        .sameSite(SameSite.STRICT)
        .build();
  }
}
