package dev.homeroom.pages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All files of the pages, read once. Their addresses contain a fingerprint of them all, so that
 * browsers keep them for ever and still load other ones after an upgrade: a module that imports its
 * neighbour by a relative path finds the neighbour of its own version.
 */
final class PageFiles {
  /** Where files stand in the WAR, and below which path they are served. */
  static final String FOLDER = "/page/";

  /** Stands for the fingerprint in the page's source. */
  private static final String SOURCE_ADDRESS = "\"page/0/";

  private static final String INDEX = "/index.html";

  /** Files of WebJars, by their name below {@link #FOLDER}. Their versions are those of the pom. */
  static final Map<String, String> LIBRARIES =
      Map.of(
          "vendor/lit-html.js", "lit-html/3.3.2/lit-html.js",
          "vendor/chart.js", "chart.js/4.5.1/dist/chart.umd.min.js",
          "vendor/pico.css", "picocss__pico/2.1.1/css/pico.min.css");

  private final Map<String, PageFile> files = new TreeMap<>();
  private final String fingerprint;
  private final PageFile index;

  private PageFiles(Map<String, byte[]> contents, byte[] page) {
    List<byte[]> parts = new ArrayList<>();
    contents.forEach(
        (name, bytes) -> {
          files.put(name, PageFile.of(name, bytes));
          parts.add(name.getBytes(StandardCharsets.UTF_8));
          parts.add(bytes);
        });
    fingerprint = Digest.of(parts.toArray(byte[][]::new));
    String text = new String(page, StandardCharsets.UTF_8);
    String addressed = text.replace(SOURCE_ADDRESS, "\"page/" + fingerprint + "/");
    index = PageFile.of(INDEX, addressed.getBytes(StandardCharsets.UTF_8));
  }

  /** Where files come from. */
  interface Source {
    /** Returns the paths in a folder of the WAR, those of folders with a slash at the end. */
    Set<String> list(String folder);

    /** Returns a file of the WAR; null if there is none. */
    @Nullable InputStream open(String path);

    /** Returns a file of a WebJar; null if there is none. */
    @Nullable InputStream openLibrary(String path);
  }

  /**
   * Reads all files.
   *
   * @throws IOException if one cannot be read
   * @throws NullPointerException if a library is not there: the versions in {@link #LIBRARIES} are
   *     not those of the pom
   */
  static PageFiles read(Source source) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    addFolder(FOLDER, source, contents);
    for (Map.Entry<String, String> each : LIBRARIES.entrySet()) {
      contents.put(each.getKey(), bytes(source::openLibrary, each.getValue()));
    }
    return new PageFiles(contents, bytes(source::open, INDEX));
  }

  private static void addFolder(String folder, Source source, Map<String, byte[]> contents)
      throws IOException {
    for (String path : source.list(folder)) {
      if (path.endsWith("/")) {
        addFolder(path, source, contents);
      } else {
        contents.put(path.substring(FOLDER.length()), bytes(source::open, path));
      }
    }
  }

  /** Returns a file's bytes, which {@code opening} finds by its path. */
  static byte[] bytes(Function<String, @Nullable InputStream> opening, String path)
      throws IOException {
    try (InputStream in = Objects.requireNonNull(opening.apply(path), path)) {
      return in.readAllBytes();
    }
  }

  /** Returns the page. */
  PageFile index() {
    return index;
  }

  /** Returns a file; null if there is none of this name. */
  @Nullable PageFile find(String name) {
    return files.get(name);
  }

  /** Returns whether an address has the fingerprint of these files. */
  boolean isPresent(String given) {
    return fingerprint.equals(given);
  }
}
