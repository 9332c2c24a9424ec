package dev.homeroom.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.entry.JsonFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {
  @ParameterizedTest
  @ValueSource(strings = {"abc", "ab\u0001", "\"\\\n\t", "é€😀", "😀😀", "a\u007f\u2028", ""})
  void text_isCutByTheBytesOfItsJson(String text) {
    int bytes = new JsonFormat().write(text).length - 2;

    assertThat(Excerpt.of(text, bytes)).isEqualTo(new Excerpt(text, false));
    if (bytes > 0) {
      Excerpt shorter = Excerpt.of(text, bytes - 1);
      assertThat(shorter.cut()).isTrue();
      assertThat(text).startsWith(shorter.text());
      assertThat(shorter.text().codePointCount(0, shorter.text().length()))
          .isEqualTo(text.codePointCount(0, text.length()) - 1);
    }
  }

  @Test
  void anyText_fitsAfterwards_asFarAsItGoes() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder made = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        // Halves of pairs among them.
        made.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x110000 : 0x80));
      }
      int most = random.nextInt(40);
      Excerpt excerpt = Excerpt.of(made.toString(), most);
      assertThat(new JsonFormat().write(excerpt.text()).length - 2).isLessThanOrEqualTo(most);
      assertThat(made.toString()).startsWith(excerpt.text());
      assertThat(excerpt.cut()).isEqualTo(excerpt.text().length() < made.length());
    }
  }
}
