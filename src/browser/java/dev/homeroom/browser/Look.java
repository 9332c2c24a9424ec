package dev.homeroom.browser;

import com.microsoft.playwright.options.ColorScheme;

/**
 * How somebody looks at the page.
 *
 * @param width of the window, in CSS pixels
 * @param scheme by day or by night
 * @param language a tag, as the browser sends it
 */
public record Look(int width, ColorScheme scheme, String language) {
  /** A desk, by day, in English. */
  public static final Look DESK = new Look(1280, ColorScheme.LIGHT, "en-GB");

  /** The narrowest phone. */
  public static final Look PHONE = new Look(360, ColorScheme.LIGHT, "en-GB");

  /** Returns the same by night. */
  public Look byNight() {
    return new Look(width, ColorScheme.DARK, language);
  }

  /** Returns the same in another language. */
  public Look in(String other) {
    return new Look(width, scheme, other);
  }

  /** Returns a part of a file's name, for instance {@code 360-dark}. */
  public String shortName() {
    return width + (scheme == ColorScheme.DARK ? "-dark" : "-light");
  }
}
