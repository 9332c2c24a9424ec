package dev.homeroom.pages;

import java.util.Enumeration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads {@code Accept-Encoding} (RFC 9110 §12.5.3). */
final class AcceptEncoding {
  private static final Pattern GZIP =
      Pattern.compile("(gzip|x-gzip|\\*)\\s*(;\\s*q\\s*=\\s*(?!0(\\.0{0,3})?\\s*$).*)?");

  private AcceptEncoding() {}

  /** Returns whether a client takes gzip; false for one that does not say so. */
  static boolean takesGzip(Enumeration<String> values) {
    while (values.hasMoreElements()) {
      for (String coding : values.nextElement().toLowerCase(Locale.ROOT).split(",", -1)) {
        if (GZIP.matcher(coding.strip()).matches()) {
          return true;
        }
      }
    }
    return false;
  }
}
