package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages with parameters are MessageFormat's, which takes an apostrophe alone for a quote. */
class LogMessagesTest {
  private static final Pattern TEXTS =
      Pattern.compile(
          "\"(?:[^\"\\\\\\n]|\\\\.)*+\"(?:\\s*+\\+\\s*+\"(?:[^\"\\\\\\n]|\\\\.)*+\")*+");

  private static final Pattern PARAMETER = Pattern.compile("\\{\\d}");

  @Test
  void messagesWithParameters_haveNoApostropheAlone() throws IOException {
    List<String> messages;
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      messages =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(LogMessagesTest::texts)
              .filter(text -> PARAMETER.matcher(text).find())
              .toList();
    }
    assertThat(messages).hasSizeGreaterThan(20);
    assertThat(messages).allSatisfy(text -> assertThat(text.replace("''", "")).doesNotContain("'"));
  }

  private static Stream<String> texts(Path file) {
    try {
      return TEXTS.matcher(Files.readString(file)).results().map(MatchResult::group);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
