package dev.homeroom.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final Region<String> WIDGET =
      Region.of(
          "dashboard:teacher",
          String.class,
          "dashboard:teacher:{}:{}:{}",
          DataClass.COMPUTED,
          CacheTtl.DYNAMIC);

  @Test
  void key_hasScopeNameAndItsOwnTags() {
    CacheKey<String> key =
        WIDGET.key(Scope.school("3"), () -> List.of(Tag.of("user", "42")), "42", "today", "7");
    assertThat(key.text()).isEqualTo("s3:dashboard:teacher:42:today:7");
    assertThat(key.tags())
        .extracting(Tag::name)
        .containsExactly(
            "region:dashboard:teacher",
            "key:s3:dashboard:teacher:42:today:7",
            "school:3",
            "user:42");
  }

  @Test
  void key_ofDangerousText_isEncoded() {
    assertThat(key("a:b*c?[d]{e} \r\nä\u0000"))
        .isEqualTo("s3:x:a%3Ab%2Ac%3F%5Bd%5D%7Be%7D%20%0D%0A%C3%A4%00");
  }

  private static String key(String part) {
    return Region.of("x", String.class, "x:{}", DataClass.SHARED, CacheTtl.SHORT)
        .key(Scope.school("3"), part)
        .text();
  }

  @Test
  void key_distinctParts_neverMakeOneKey() {
    Random random = new Random(20261121);
    String alphabet = "ab:*?[]{}% \r\n\u0000\u0430\u00e5a\u030a/~%3A.";
    Map<String, String> inputs = new HashMap<>();
    for (int i = 0; i < 1_000_000; i++) {
      String one = text(random, alphabet);
      String two = text(random, alphabet);
      String input = one.length() + "|" + one + "|" + two;
      String key =
          Region.of("x", String.class, "x:{}:{}", DataClass.SHARED, CacheTtl.SHORT)
              .key(Scope.DISTRICT, one, two)
              .text();
      String before = inputs.put(key, input);
      assertThat(before == null || before.equals(input))
          .as("%s from %s and %s", key, before, input)
          .isTrue();
      if (i % 100_000 == 0) {
        assertThat(key).matches("[A-Za-z0-9:%._~-]*");
        inputs.clear();
      }
    }
  }

  private static String text(Random random, String alphabet) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(5); n >= 0; n--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  @Test
  void key_longerThan512Bytes_isRefused() {
    assertThatThrownBy(() -> key("x".repeat(10_000)))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("at most 512");
    assertThatThrownBy(() -> Tag.of("user", "\u00e4".repeat(200)))
        .isInstanceOf(InvalidKeyException.class);
    assertThat(key("x".repeat(500))).hasSize(505);
  }

  @Test
  void key_wrongNumberOfParts_isRefused() {
    assertThatThrownBy(() -> WIDGET.key(Scope.DISTRICT, "42"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dashboard:teacher:{}:{}:{}");
    assertThatThrownBy(() -> WIDGET.key(Scope.DISTRICT, "1", "2", "3", "4"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void region_badPolicy_isRefusedWithTheValue() {
    assertThatThrownBy(() -> WIDGET.livingFor(java.time.Duration.ZERO))
        .hasMessageContaining("PT0S");
    assertThatThrownBy(() -> Region.of("Ä", String.class, "x", DataClass.SHARED, CacheTtl.SHORT))
        .hasMessageContaining("Ä");
    assertThatThrownBy(() -> WIDGET.shaped(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> WIDGET.staleFor(java.time.Duration.ofSeconds(-1)))
        .hasMessageContaining("PT-1S");
  }

  private record Changeable(String id, List<StringBuilder> parts) {}

  private record Fine(String id, Map<String, List<Inner>> parts, Fine next) {}

  private record Inner(double x, java.time.Instant at, DataClass kind) {}

  @Test
  void region_ofValuesThatCouldBeChanged_isRefused_andNamesWhat() {
    assertThatThrownBy(() -> region(Changeable.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("region shared: Changeable.parts is java.lang.StringBuilder");
    for (Class<?> type : List.of(Object.class, byte[].class, ArrayList.class, Map.class)) {
      assertThatThrownBy(() -> region(type)).hasMessageContaining(type.getSimpleName());
    }
    assertThat(region(Fine.class).type()).isEqualTo(Fine.class);
  }

  @Test
  void region_ofNoObjects_isRefused() {
    assertThatThrownBy(() -> region(int.class)).hasMessageContaining("region shared: int");
    assertThatThrownBy(() -> Region.ofJson("local", "local:{}", DataClass.LOCAL, CacheTtl.SHORT))
        .hasMessageContaining("region local: LOCAL values never become JSON");
  }

  private static <T> Region<T> region(Class<T> type) {
    return Region.of("shared", type, "shared:{}", DataClass.SHARED, CacheTtl.SHORT);
  }

  @Test
  void key_ofAnyNumberOfParts_fillsThePlacesInTheirOrder() {
    for (int parts = 0; parts < 7; parts++) {
      String[] all = new String[parts];
      StringBuilder text = new StringBuilder("s3:all");
      for (int i = 0; i < parts; i++) {
        all[i] = "part" + i;
        text.append(":part").append(i).append("x");
      }
      Region<String> region =
          Region.of(
              "all", String.class, "all" + ":{}x".repeat(parts), DataClass.SHARED, CacheTtl.SHORT);
      assertThat(region.key(Scope.school("3"), all).text()).isEqualTo(text.toString());
    }
  }

  @Test
  void cacheTtl_hasTheNamesAndSecondsOfTheGuides() throws Exception {
    List<String> lines = new ArrayList<>();
    for (var field : CacheTtl.class.getFields()) {
      lines.add(field.getName() + " " + ((java.time.Duration) field.get(null)).toSeconds());
    }
    assertThat(lines)
        .isEqualTo(Files.readAllLines(Path.of("src/test/resources/golden/cache-ttl.txt")));
  }
}
