package dev.homeroom.matrix;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
          "HEAD2",
          "TEACHER2",
          "STAFF2",
          "STUDENT2",
          "PARENT2",
          "DESK2");

  private static final Set<String> WITHOUT_SESSION = Set.of("ANON", "GONE");
  private static final java.nio.file.Path FILE =
      java.nio.file.Path.of("src/test/resources/matrix/access.txt");

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

    boolean isRefused(String caller) {
      return expected(caller) == 401 || expected(caller) == 403;
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

  /** Returns all methods that JAX-RS finds among our classes, {@code GET /auth/me}. */
  static Set<String> deployed() {
    return new ClassFileImporter()
        .importPath("target/classes").stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .map(JavaClass::reflect)
            .flatMap(type -> Stream.of(type.getMethods()).flatMap(method -> names(type, method)))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> names(Class<?> type, Method method) {
    Path path = method.getAnnotation(Path.class);
    String full = type.getAnnotation(Path.class).value() + (path == null ? "" : path.value());
    return Stream.of(method.getAnnotations())
        .map(Annotation::annotationType)
        .filter(annotation -> annotation.isAnnotationPresent(HttpMethod.class))
        .map(annotation -> annotation.getAnnotation(HttpMethod.class).value() + " " + full);
  }
}
