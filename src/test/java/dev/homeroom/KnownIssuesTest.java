package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Tables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code docs/known-issues.md} has looked at every dependency, in the version that is shipped. */
class KnownIssuesTest {
  private static final Path DEPENDENCIES = Path.of("docs/dependencies.md");
  private static final Path KNOWN_ISSUES = Path.of("docs/known-issues.md");

  @Test
  void knownIssues_nameEveryDependencyInItsPresentVersion() {
    assertThat(versions(KNOWN_ISSUES)).isEqualTo(versions(DEPENDENCIES)).isNotEmpty();
  }

  @Test
  void knownIssues_haveAReviewDateAndAMeaning() {
    for (List<String> row : Tables.rows(KNOWN_ISSUES)) {
      assertThat(LocalDate.parse(row.get(2))).as(row.get(0)).isAfter(LocalDate.of(2026, 11, 1));
      assertThat(row).as(row.get(0)).hasSize(5).noneMatch(String::isBlank);
    }
  }

  @Test
  void dependencies_haveLicenceDigestAndReason() {
    for (List<String> row : Tables.rows(DEPENDENCIES)) {
      assertThat(row).as(row.get(0)).hasSize(5).noneMatch(String::isBlank);
      assertThat(row.get(3)).as(row.get(0)).matches("[0-9a-f]{64}");
    }
  }

  private static Map<String, String> versions(Path page) {
    Map<String, String> versions = new TreeMap<>();
    Tables.rows(page).forEach(row -> versions.put(row.get(0), row.get(1)));
    return versions;
  }
}
