package dev.homeroom.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules of the pages' sources that a browser would tell of late, or not at all. */
class PageStructureTest {
  private static final Pattern IMPORT =
      Pattern.compile("(?:from|import)\\s*\\(?\\s*['\"`](\\.[^'\"`$]+)['\"`]");

  /** What writes markup or style past the templates: the policy refuses it, or text would run. */
  private static final List<String> UNSAFE =
      List.of(
          "unsafeHTML",
          "unsafeSVG",
          "styleMap",
          "innerHTML",
          "outerHTML",
          "insertAdjacentHTML",
          "document.write",
          "eval(",
          "new Function",
          "style=\"",
          "style=${",
          "<script",
          "onclick=");

  /** Sides of the screen; a language that is written from the right has them the other way. */
  private static final Pattern SIDES =
      Pattern.compile(
          "(?<![a-z-])(left|right|(margin|padding|border)-(left|right|top|bottom)|(min-|max-)?"
              + "(width|height))\\s*:");

  private static final int MODULE_LINES = 150;
  private static final int FILE_LINES = 300;

  private static boolean isModule(Map.Entry<String, String> file) {
    return file.getKey().endsWith(".js");
  }

  @Test
  void imports_nameFilesThatThereAre() throws IOException {
    Map<String, String> own = PageSources.own();
    List<String> absent = new ArrayList<>();
    int imports = 0;
    for (Map.Entry<String, String> file : own.entrySet()) {
      for (MatchResult found : IMPORT.matcher(file.getValue()).results().toList()) {
        Path folder = Path.of("/" + file.getKey()).getParent();
        String target = folder.resolve(found.group(1)).normalize().toString().substring(1);
        imports++;
        if (!own.containsKey(target) && !PageFiles.LIBRARIES.containsKey(target)) {
          absent.add(file.getKey() + ": " + found.group());
        }
      }
    }
    assertThat(absent).isEmpty();
    assertThat(imports).isGreaterThan(100);
  }

  @Test
  void modules_writeNoMarkupPastTheTemplates() throws IOException {
    PageSources.own().entrySet().stream()
        .filter(PageStructureTest::isModule)
        .forEach(file -> assertThat(file.getValue()).as(file.getKey()).doesNotContain(UNSAFE));
    assertThat(PageSources.index())
        .doesNotContain("style=", "onload", "<style", "javascript:")
        .contains("<script ")
        .doesNotContainPattern("<script(?! [^>]*src=\"page/0/[a-z]+\\.js\"></script>)");
  }

  @Test
  void tokens_areInNoStorage() throws IOException {
    PageSources.own()
        .forEach(
            (name, text) ->
                assertThat(text)
                    .as(name)
                    .doesNotContain("sessionStorage", "indexedDB", "document.cookie")
                    .doesNotContainPattern("localStorage\\.setItem\\((?!MARK, '1'|KEPT, chosen)"));
  }

  @Test
  void styles_knowNoLeftAndRight() throws IOException {
    PageSources.own()
        .forEach(
            (name, text) -> {
              if (name.endsWith(".css")) {
                assertThat(text).as(name).doesNotContainPattern(SIDES);
              }
            });
  }

  @Test
  void files_areShort_andModulesShorter() throws IOException {
    PageSources.own()
        .forEach(
            (name, text) ->
                assertThat(text.lines().count())
                    .as(name)
                    .isLessThanOrEqualTo(
                        name.endsWith(".js") && !name.startsWith("words/")
                            ? MODULE_LINES
                            : FILE_LINES));
  }

  @Test
  void libraries_areOfThePomsVersions() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    Set<String> libraries = new TreeSet<>(PageFiles.LIBRARIES.values());
    libraries.addAll(ApiFiles.LIBRARY.values());
    for (String path : libraries) {
      String[] parts = path.split("/", 3);
      assertThat(pom).contains("<" + parts[0] + ".version>" + parts[1] + "</");
      assertThat(PageStructureTest.class.getResource("/META-INF/resources/webjars/" + path))
          .as(path)
          .isNotNull();
    }
  }
}
