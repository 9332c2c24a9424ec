package dev.homeroom.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {
  @Test
  void number_ofAnIdThatTheDatabaseGave_isIt() {
    assertThat(Id.number("4200000000000042")).hasValue(4_200_000_000_000_042L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "042",
        "-1",
        "+1",
        "1.0",
        "1 ",
        "x",
        "٤٢",
        "1:2",
        "*",
        "9999999999999999999",
        "1\r\n"
      })
  void number_ofAnythingElse_isAbsent(String text) {
    assertThat(Id.number(text)).isEmpty();
  }
}
