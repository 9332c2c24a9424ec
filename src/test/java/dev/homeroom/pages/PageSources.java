package dev.homeroom.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The pages' sources, as the WAR has them, and the libraries of the class path. */
class PageSources implements PageFiles.Source {
  private static final Path WEBAPP = Path.of("src/main/webapp");

  /** Returns our own files by their names below {@code page/}, with their text. */
  static Map<String, String> own() throws IOException {
    Path folder = WEBAPP.resolve("page");
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return found;
  }

  static String index() throws IOException {
    return Files.readString(WEBAPP.resolve("index.html"));
  }

  @Override
  public Set<String> list(String folder) {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.list(WEBAPP.resolve(folder.substring(1)))) {
      files.forEach(
          file -> found.add(folder + file.getFileName() + (Files.isDirectory(file) ? "/" : "")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  @Override
  public InputStream open(String path) {
    try {
      return Files.newInputStream(WEBAPP.resolve(path.substring(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InputStream openLibrary(String path) {
    return PageSources.class.getResourceAsStream("/META-INF/resources/webjars/" + path);
  }
}
