package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages that tick things off name tests that there are. */
class TicksTest {
  private static final List<String> PAGES = List.of("docs/checklist.md", "docs/security.md");
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z]\\w*(?:Test|IT|Contract))(?:#(\\w+))?`");
  private static final Pattern TICK = Pattern.compile("^\\| (?:[A-Z0-9]|flaw)[^|]*\\|.*\\|$");

  private final Map<String, String> tests = sources();

  @Test
  void everyTestThatIsNamed_exists() throws IOException {
    List<String> absent = new ArrayList<>();
    int named = 0;
    for (String page : PAGES) {
      Matcher matcher = NAMED.matcher(Files.readString(Path.of(page)));
      while (matcher.find()) {
        named++;
        String source = tests.get(matcher.group(1));
        String method = matcher.group(2);
        if (source == null || (method != null && !source.contains("void " + method + "("))) {
          absent.add(page + ": " + matcher.group());
        }
      }
    }
    assertThat(absent).isEmpty();
    assertThat(named).as("tests that are named").isGreaterThan(40);
  }

  @Test
  void everyTick_namesATest_orSaysThatItIsTheBuild() throws IOException {
    for (String page : PAGES) {
      String ticked = Files.readString(Path.of(page)).split("## Not yet", 2)[0];
      List<String> ticks = ticked.lines().filter(line -> TICK.matcher(line).matches()).toList();
      assertThat(ticks).as(page).hasSizeGreaterThan(10);
      assertThat(ticks)
          .as(page)
          .allMatch(line -> NAMED.matcher(line).find() || line.endsWith("| the build |"));
    }
  }

  @Test
  void keysPage_showsTheGoldenEntry() throws IOException {
    String golden = Files.readString(Path.of("src/test/resources/golden/entry-v1.json"));
    assertThat(Files.readString(Path.of("docs/keys.md"))).contains(golden.strip());
  }

  private static Map<String, String> sources() {
    Map<String, String> sources = new TreeMap<>();
    for (String folder : List.of("src/test/java", "src/browser/java")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return sources;
  }
}
