package dev.homeroom.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The strong entity tag of one thing with a version, {@code "v3"} with its quotes: what {@code
 * ETag} says and {@code If-Match} takes (RFC 9110 §13.1.1). A thing that is not there has version
 * 0.
 */
public final class VersionTag {
  private VersionTag() {}

  /** Returns the tag of a version. */
  public static String of(int version) {
    return "\"v" + version + "\"";
  }

  /**
   * Accepts a change of a thing if the caller named its present version, or none.
   *
   * @param ifMatch the header: null, {@code *} for whatever is there, or a list of tags
   * @throws ProblemException {@code STALE_VERSION} if another one was named
   */
  public static void require(@Nullable String ifMatch, int present) {
    if (ifMatch == null || ifMatch.isBlank()) {
      return;
    }
    boolean named =
        ifMatch.strip().equals("*")
            ? present > 0
            : Arrays.stream(ifMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(of(present)::equals);
    if (!named) {
      throw stale();
    }
  }

  /** Makes the refusal of a change that was made of an old version. */
  public static ProblemException stale() {
    return new ProblemException(
        ErrorCode.STALE_VERSION, "It has been changed since; read it again.");
  }
}
