package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The code of {@code docs/extend.md} is the code of its example: all of it, line by line, in its
 * order. A block begins with its language and its file; the blocks of a file stand an empty line
 * apart in the file.
 */
class ExtendDocTest {
  private static final Path PAGE = Path.of("docs/extend.md");
  private static final Path EXAMPLE = Path.of("src/test/java/dev/homeroom/menus");
  private static final Path TABLE = Path.of("src/test/resources/fixture/menu.sql");
  private static final Path WIDGET =
      Path.of("src/test/java/dev/homeroom/dashboards/CookDashboard.java");

  /** What only the example's own tests need. */
  private static final Set<String> NOT_SHOWN = Set.of("MenuTable.java", "MenusIT.java");

  private static final String FENCE = "```";

  @Test
  void page_showsTheWholeExample_andNothingElse() throws IOException {
    Map<String, String> example = example();
    assertThat(example)
        .hasSizeGreaterThan(8)
        .containsKeys("MenuService.java", "menu.sql", "MenuFigures.java", "CookDashboard.java");
    assertThat(page()).isEqualTo(example);
  }

  private static Map<String, String> page() throws IOException {
    Map<String, List<String>> blocks = new TreeMap<>();
    String file = null;
    List<String> block = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (file == null && line.startsWith(FENCE)) {
        file = line.substring(FENCE.length());
        block = new ArrayList<>();
      } else if (line.startsWith(FENCE)) {
        blocks.computeIfAbsent(file, f -> new ArrayList<>()).add(String.join("\n", block));
        file = null;
      } else {
        block.add(line);
      }
    }
    assertThat(file).as("a block without an end").isNull();
    blocks.remove("text");
    return blocks.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().replaceFirst("^(java|sql) ", ""),
                entry -> String.join("\n\n", entry.getValue())));
  }

  private static Map<String, String> example() throws IOException {
    Map<String, String> code = new TreeMap<>();
    try (Stream<Path> files = Files.list(EXAMPLE)) {
      for (Path file : Stream.concat(files, Stream.of(TABLE, WIDGET)).toList()) {
        String name = file.getFileName().toString();
        if (!NOT_SHOWN.contains(name)) {
          code.put(name, withoutImports(file));
        }
      }
    }
    return code;
  }

  private static String withoutImports(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
        .collect(Collectors.joining("\n"))
        .strip();
  }
}
