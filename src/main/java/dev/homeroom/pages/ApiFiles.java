package dev.homeroom.pages;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The description of the API and the files of Swagger UI, which shows it; read once. */
final class ApiFiles {
  /** Where files stand in the WAR. */
  private static final String FOLDER = "/openapi/";

  /** Files of a WebJar, by their name beside the page. Their version is that of the pom. */
  static final Map<String, String> LIBRARY =
      Map.of(
          "swagger-ui.css", "swagger-ui/5.34.1/swagger-ui.css",
          "swagger-ui-bundle.js", "swagger-ui/5.34.1/swagger-ui-bundle.js");

  private final PageFile description;
  private final Map<String, PageFile> viewer = new TreeMap<>();

  private ApiFiles(PageFile description) {
    this.description = description;
  }

  /**
   * Reads all files.
   *
   * @throws IOException if one cannot be read
   * @throws NullPointerException if the library is not there: its version is not that of the pom
   */
  static ApiFiles read(PageFiles.Source source) throws IOException {
    ApiFiles files = new ApiFiles(ofWar("openapi.json", source));
    files.viewer.put("", ofWar("ui.html", source));
    files.viewer.put("ui.js", ofWar("ui.js", source));
    for (Map.Entry<String, String> each : LIBRARY.entrySet()) {
      byte[] bytes = PageFiles.bytes(source::openLibrary, each.getValue());
      files.viewer.put(each.getKey(), PageFile.of(each.getKey(), bytes));
    }
    return files;
  }

  private static PageFile ofWar(String name, PageFiles.Source source) throws IOException {
    return PageFile.of(name, PageFiles.bytes(source::open, FOLDER + name));
  }

  /** Returns the description, as JSON. */
  PageFile description() {
    return description;
  }

  /** Returns a file of the viewer, its page by an empty name; null if there is none. */
  @Nullable PageFile viewer(String name) {
    return viewer.get(name);
  }
}
