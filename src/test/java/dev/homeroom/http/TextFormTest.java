package dev.homeroom.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        " a ",
        "O'Neil",
        "<b>",
        "\u00a0a",
        "\u1ec7",
        "\u05d0",
        "\ud83d\ude00",
        "a\u200db"
      })
  void line_somethingToSee_matches(String text) {
    assertThat(text).matches(TextForm.LINE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t",
        "\u00a0",
        "\u2003\u200b",
        "\u2028",
        "a\nb",
        "a\u0000",
        "a\u007f",
        "\u0085a",
        "\ufeff"
      })
  void line_nothingToSee_orAControlCharacter_doesNotMatch(String text) {
    assertThat(text.matches(TextForm.LINE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\n\tb", "\u00e9"})
  void lines_match(String text) {
    assertThat(text).matches(TextForm.LINES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000", "a\rb", "\u0007", "\u007f", "a\u0085"})
  void lines_otherControlCharacters_doNotMatch(String text) {
    assertThat(text.matches(TextForm.LINES)).isFalse();
  }
}
