package dev.homeroom.cache.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFormatTest {
  record Lesson(Instant startsAt) {}

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T10:30:00Z,           2026-11-20T10:30:00.000Z",
    "2026-11-20T10:30:00.7Z,         2026-11-20T10:30:00.700Z",
    "2026-11-20T10:30:00.123456789Z, 2026-11-20T10:30:00.123Z",
    "1969-12-31T23:59:59.999Z,       1969-12-31T23:59:59.999Z",
  })
  void write_moment_isSpelledAsInEveryOtherBody(Instant moment, String spelled) {
    JsonFormat format = new JsonFormat();

    byte[] payload = format.write(new Lesson(moment));

    assertThat(new String(payload, StandardCharsets.UTF_8))
        .isEqualTo("{\"starts_at\":\"" + spelled + "\"}");
    assertThat(payload).isEqualTo(Json.bytes(new Lesson(moment)));
    assertThat(format.read(payload, Lesson.class)).isEqualTo(new Lesson(Instant.parse(spelled)));
  }

  record Name(String text) {}

  @ParameterizedTest
  @CsvSource({
    "😀,        😀",
    "a😀b,      a😀b",
    "\uD83D,    \uFFFD",
    "\uDE00\uD83D, \uFFFD\uFFFD",
    "\uD83Da,   \uFFFDa",
  })
  void write_text_isWholeCharactersOfUtf8(String text, String written) {
    byte[] payload = new JsonFormat().write(new Name(text));

    assertThat(new String(payload, StandardCharsets.UTF_8))
        .isEqualTo("{\"text\":\"" + written + "\"}");
  }
}
