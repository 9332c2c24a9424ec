package dev.homeroom.cache.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
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

  record Nested(List<List<String>> lists, Set<Integer> set, Map<String, List<Long>> map) {}

  @Test
  void read_collections_cannotBeChanged_atAnyDepth_andKeepTheirOrder() {
    byte[] json =
        "{\"lists\":[[\"b\",null],[]],\"set\":[900,3,70,1],\"map\":{\"z\":[1],\"a\":[2]}}"
            .getBytes(StandardCharsets.UTF_8);
    JsonFormat format = new JsonFormat();
    Nested read = format.read(json, Nested.class);
    assertThat(read.lists().get(0)).containsExactly("b", null);
    assertThat(read.set()).containsExactly(900, 3, 70, 1);
    assertThat(read.map().keySet()).containsExactly("z", "a");
    assertThat(format.write(read)).isEqualTo(json);
    for (Collection<?> one :
        List.of(
            read.lists(),
            read.lists().get(0),
            read.lists().get(1),
            read.set(),
            read.map().keySet(),
            read.map().get("z"))) {
      assertThatThrownBy(one::clear).isInstanceOf(UnsupportedOperationException.class);
    }
    assertThatThrownBy(() -> read.map().put("b", List.of()))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void read_null_isNoValue() {
    assertThatThrownBy(
            () -> new JsonFormat().read("null".getBytes(StandardCharsets.UTF_8), Nested.class))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
