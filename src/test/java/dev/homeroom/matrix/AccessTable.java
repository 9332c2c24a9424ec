package dev.homeroom.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The table of who gets what, as it stands in {@code matrix/access.txt}. */
final class AccessTable {
  /** All callers. */
  static final List<String> CALLERS =
      List.of(
          "ANON",
          "GONE",
          "SUPER",
          "HEAD",
          "TEACHER",
          "STAFF",
          "STUDENT",
          "PARENT",
          "DESK",
          "CLERK",
          "TAKER",
          "BOTH",
          "FAMILY",
          "HEAD2",
          "TEACHER2",
          "STAFF2",
          "STUDENT2",
          "PARENT2",
          "DESK2",
          "CLERK2");

  /** Symbols of things that belong to no school, or to people with children in two. */
  private static final Set<String> OF_NO_SCHOOL =
      Set.of(
          "absent", "malformed", "built_in", "custom", "super", "both", "family", "day", "no_day");

  private static final Set<String> WITHOUT_SESSION = Set.of("ANON", "GONE");
  private static final Path FILE = Path.of("src/test/resources/matrix/access.txt");

  private AccessTable() {}

  /**
   * A row of the table.
   *
   * @param mark {@code public}, {@code unasked}, {@code pending} or empty
   * @param path as JAX-RS has it, with a query
   * @param target what the ids belong to
   * @param ids the symbols of the path's parts
   * @param answers the status for each caller that gets another one than a refusal
   */
  record Row(
      String mark,
      String method,
      String path,
      String target,
      Map<String, String> ids,
      Map<String, Integer> answers) {
    /** Returns the endpoint as JAX-RS names it. */
    String endpoint() {
      return method + " " + path.replaceFirst("\\?.*", "");
    }

    /** Returns the status that a caller gets. */
    int expected(String caller) {
      if (mark.equals("public")) {
        return answers.get("");
      }
      return WITHOUT_SESSION.contains(caller) ? 401 : answers.getOrDefault(caller, 403);
    }

    /**
     * Returns the schools, 1 to 3, of the things that it names; all if it names none of a school.
     */
    Set<Integer> schools() {
      Set<Integer> schools = new TreeSet<>();
      for (String symbol : ids.values()) {
        if (symbol.matches(".*[23]")) {
          schools.add(Integer.valueOf(symbol.substring(symbol.length() - 1)));
        } else if (!OF_NO_SCHOOL.contains(symbol)) {
          schools.add(1);
        }
      }
      return schools.isEmpty() ? Set.of(1, 2, 3) : schools;
    }

    boolean isRefused(String caller) {
      return expected(caller) == 401 || expected(caller) == 403;
    }

    /** Returns the schools, 1 to 3, of which a caller may be told anything in this row. */
    Set<Integer> open(String caller) {
      Set<Integer> open = new TreeSet<>(isRefused(caller) ? Set.of() : schools());
      open.retainAll(reach(caller));
      return open;
    }

    private static Set<Integer> reach(String caller) {
      return switch (caller) {
        case "SUPER" -> Set.of(1, 2, 3);
        case "BOTH", "FAMILY" -> Set.of(1, 2);
        default -> Set.of(caller.endsWith("2") ? 2 : 1);
      };
    }

    boolean is(String kind) {
      return mark.equals(kind);
    }

    @Override
    public String toString() {
      return method + " " + path + " " + target;
    }
  }

  /** Returns the rows. */
  static List<Row> rows() {
    try {
      return Files.readAllLines(FILE).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(AccessTable::row)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    String[] columns = line.split(" \\| ", -1);
    if (columns.length != 3) {
      throw new IllegalStateException("three columns: " + line);
    }
    List<String> name = new ArrayList<>(List.of(columns[0].split(" ", -1)));
    String mark = name.size() == 3 ? name.remove(0) : "";
    Map<String, String> ids = new HashMap<>();
    String[] target = columns[1].split(" ", -1);
    for (int i = 1; i < target.length; i++) {
      if (target[i].contains("=")) {
        ids.put(target[i].split("=", -1)[0], target[i].split("=", -1)[1]);
      }
    }
    return new Row(mark, name.get(0), name.get(1), target[0], ids, answers(mark, columns[2]));
  }

  private static Map<String, Integer> answers(String mark, String column) {
    Map<String, Integer> answers = new HashMap<>();
    String[] words = column.split(" ", -1);
    if (mark.equals("public") || mark.equals("unasked")) {
      return Map.of("", Integer.valueOf(words[0]));
    }
    for (int i = 0; i < words.length; i += 2) {
      for (String caller : words[i + 1].split(",", -1)) {
        if (!CALLERS.contains(caller)
            || WITHOUT_SESSION.contains(caller)
            || answers.put(caller, Integer.valueOf(words[i])) != null) {
          throw new IllegalStateException(caller + " in " + column);
        }
      }
    }
    return answers;
  }
}
