package dev.homeroom.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The entity tag of one thing with a version, {@code "v3"} with its quotes: the value of {@code
 * ETag} and {@code If-Match} (RFC 9110 §13.1.1). A missing thing has version 0.
 *
 * <p>A proxy that compresses an answer changes its tag: nginx makes {@code W/"v3"} of it, Apache
 * {@code "v3-gzip"}. These forms name version 3 as well. RFC 9110 §13.1.1 wants the strong
 * comparison, because a weak tag may stand for several states (§8.8.3). Ours never does: every
 * change raises the version, so that a caller that names it in any form overwrites nothing unseen.
 */
public final class VersionTag {
  /** Asks proxies not to change the body, and so its tag (RFC 9111 §5.2.2.6). */
  static final String CACHE_CONTROL = AnswerFilter.PRIVATE + ", no-transform";

  /** A tag with an optional suffix, as Apache's mod_deflate adds, or others after {@code ;}. */
  private static final Pattern TAG =
      Pattern.compile("(?:W/)?\"v(?<version>\\d{1,10})(?:(?:--?|;)[a-z]{1,8})?\"");

  private VersionTag() {}

  /** Returns the tag of a version. */
  public static String of(int version) {
    return "\"v" + version + "\"";
  }

  /** Adds its version to a response, and asks proxies not to change either. */
  public static Response.ResponseBuilder put(Response.ResponseBuilder answer, int version) {
    return answer
        .header(HttpHeaders.ETAG, of(version))
        .header(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
  }

  /** Returns the 201 of a new thing, with its version and its path. */
  public static Response created(Object made, int version, String path) {
    return put(Response.status(Response.Status.CREATED).entity(made), version)
        .header(HttpHeaders.LOCATION, path)
        .build();
  }

  /**
   * Checks that the caller named the current version of a thing, or none.
   *
   * @param ifMatch the header: null, {@code *} for any version, or a list of tags
   * @throws ProblemException {@code STALE_VERSION} if another one was named
   */
  public static void require(@Nullable String ifMatch, int present) {
    if (ifMatch == null || ifMatch.isBlank()) {
      return;
    }
    boolean named =
        ifMatch.strip().equals("*")
            ? present > 0
            : Arrays.stream(ifMatch.split(",", -1)).anyMatch(tag -> names(tag.strip(), present));
    if (!named) {
      throw stale();
    }
  }

  /**
   * The same for a thing that is there, also in version 0, as one that was not written by a
   * request: {@code *} names any version.
   *
   * @throws ProblemException {@code STALE_VERSION} if another one was named
   */
  public static void requireExisting(@Nullable String ifMatch, int present) {
    if (ifMatch == null || !ifMatch.strip().equals("*")) {
      require(ifMatch, present);
    }
  }

  private static boolean names(String tag, int version) {
    Matcher parts = TAG.matcher(tag);
    return parts.matches() && parts.group("version").equals(Integer.toString(version));
  }

  /** Makes the refusal of a change to an old version. */
  public static ProblemException stale() {
    return new ProblemException(
        ErrorCode.STALE_VERSION, "It has been changed since; read it again.");
  }
}
