package dev.homeroom.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Reads Homeroom's version, which the build writes into a file of the application. */
public final class BuildVersion {
  private BuildVersion() {}

  /** Returns the version, such as {@code 1.0.0}; {@code unknown} without that file. */
  public static String text() {
    try (InputStream in = BuildVersion.class.getResourceAsStream("/META-INF/build.properties")) {
      if (in == null) {
        return "unknown";
      }
      Properties build = new Properties();
      build.load(in);
      return build.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
