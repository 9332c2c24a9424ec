package dev.homeroom.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages' files: their addresses, their forms, and what the first visit costs. */
class PageFilesTest {
  private static final Pattern ADDRESS = Pattern.compile("\"page/([0-9a-f]{16})/([^\"]+)\"");

  private static final Pattern IMPORT =
      Pattern.compile("^(?:import|export)[^;(]*'(\\.[^']+)';", Pattern.MULTILINE);

  /** 150 KB may be on the wire on the first visit: the rest is for headers and figures. */
  private static final int FIRST_VISIT_BYTES = 130_000;

  private static String text(PageFile file) {
    return new String(file.bytes(false), StandardCharsets.UTF_8);
  }

  @Test
  void index_namesOnlyFilesThatThereAre_byTheFingerprint() throws IOException {
    PageFiles files = PageFiles.read(new PageSources());
    List<String> named = new ArrayList<>();
    ADDRESS
        .matcher(text(files.index()))
        .results()
        .forEach(
            address -> {
              assertThat(files.isPresent(address.group(1))).as(address.group()).isTrue();
              assertThat(files.find(address.group(2))).as(address.group()).isNotNull();
              named.add(address.group(2));
            });
    assertThat(named).contains("main.js", "base.css", "vendor/pico.css").hasSizeGreaterThan(6);
    assertThat(text(files.index())).doesNotContain("page/0/");
  }

  @Test
  void fingerprint_changesWithAnyFile_soThatNoOldOneIsKept() throws IOException {
    PageFiles files = PageFiles.read(new PageSources());
    PageSources changed =
        new PageSources() {
          @Override
          public InputStream open(String path) {
            return path.endsWith("/words/de.js")
                ? new ByteArrayInputStream(new byte[] {1})
                : super.open(path);
          }
        };
    assertThat(text(PageFiles.read(changed).index())).isNotEqualTo(text(files.index()));
    assertThat(text(PageFiles.read(new PageSources()).index())).isEqualTo(text(files.index()));
  }

  @Test
  void compressedForm_isTheSameText_underAnotherTag() throws IOException {
    PageFile file = PageFiles.read(new PageSources()).find("vendor/chart.js");
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(file.bytes(true)))) {
      assertThat(in.readAllBytes()).isEqualTo(file.bytes(false));
    }
    assertThat(file.tag(true)).isNotEqualTo(file.tag(false)).matches("\"[^\"]+\"");
    assertThat(file.bytes(true).length).isLessThan(file.bytes(false).length / 2);
  }

  @Test
  void firstDashboard_inEnglish_isBelow130KilobytesOfFiles() throws IOException {
    PageFiles files = PageFiles.read(new PageSources());
    Set<String> loaded = new TreeSet<>(List.of("words/en.js", "vendor/chart.js"));
    ADDRESS
        .matcher(text(files.index()))
        .results()
        .forEach(address -> addWithImports(address.group(2), files, loaded));
    int sum = files.index().bytes(true).length;
    for (String name : loaded) {
      sum += files.find(name).bytes(true).length;
    }
    assertThat(loaded).contains("widgets/teacher.js", "vendor/lit-html.js");
    assertThat(sum).isBetween(90_000, FIRST_VISIT_BYTES);
  }

  /** Adds a file and what it imports before it runs; what it imports later is not loaded yet. */
  private static void addWithImports(String name, PageFiles files, Set<String> loaded) {
    if (loaded.add(name)) {
      Path folder = Path.of("/" + name).getParent();
      IMPORT
          .matcher(text(files.find(name)))
          .results()
          .map(found -> folder.resolve(found.group(1)).normalize().toString().substring(1))
          .forEach(each -> addWithImports(each, files, loaded));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip|true",
        "gzip, deflate, br|true",
        "br;q=1.0, gzip;q=0.8, *;q=0.1|true",
        "*|true",
        "GZIP|true",
        "gzip;q=0|false",
        "gzip; q=0.000|false",
        "br, deflate|false",
        "identity|false",
        "gzipped|false"
      })
  void acceptEncoding_saysWhetherGzipIsTaken(String value, boolean expected) {
    assertThat(AcceptEncoding.takesGzip(Collections.enumeration(List.of(value))))
        .isEqualTo(expected);
  }

  @Test
  void acceptEncoding_thatIsNotSent_takesNone() {
    assertThat(AcceptEncoding.takesGzip(Collections.emptyEnumeration())).isFalse();
  }
}
