package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Code, server configuration, {@code docs/settings.md} and {@code .env.example} name the same keys.
 */
class SettingsDocTest {
  private static final String KEY =
      "(?:HOMEROOM|HTTPS?|CACHE|DB|REDIS|LTPA|KEYSTORE|METRICS|TRUSTED)_[A-Z_]+|DEBUG";
  private static final Pattern IN_CODE = Pattern.compile("\"(" + KEY + ")\"");
  private static final Pattern IN_SERVER = Pattern.compile("\\$\\{(" + KEY + ")\\}");
  private static final Pattern IN_DOCS = Pattern.compile("^\\| `(" + KEY + ")`", Pattern.MULTILINE);
  private static final Pattern IN_EXAMPLE = Pattern.compile("^#?(" + KEY + ")=", Pattern.MULTILINE);

  @Test
  void everySettingOfTheCode_isInTheDocs_andNoOther() throws IOException {
    assertThat(found(IN_DOCS, Path.of("docs/settings.md"))).isEqualTo(used());
  }

  @Test
  void envExample_namesOnlyExistingSettings() throws IOException {
    Set<String> example = found(IN_EXAMPLE, Path.of(".env.example"));
    assertThat(example).isNotEmpty();
    assertThat(used()).containsAll(example);
  }

  private static Set<String> used() throws IOException {
    Set<String> used = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        used.addAll(found(IN_CODE, file));
      }
    }
    try (Stream<Path> files = Files.walk(Path.of("src/main/liberty/config"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
        used.addAll(found(IN_SERVER, file));
      }
    }
    return used;
  }

  private static Set<String> found(Pattern pattern, Path file) throws IOException {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(Files.readString(file));
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
