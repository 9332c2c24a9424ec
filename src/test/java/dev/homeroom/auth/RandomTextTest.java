package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RandomTextTest {
  @Test
  void text_isOfAllBytesThatWereAskedFor_withoutPadding() {
    SecureRandom ones =
        new SecureRandom() {
          private static final long serialVersionUID = 1;

          @Override
          public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 0xFF);
          }
        };
    assertThat(RandomText.of(ones, RandomText.IDENTIFIER_BYTES)).isEqualTo("_".repeat(21) + "w");
    assertThat(RandomText.of(ones, 32)).isEqualTo("_".repeat(42) + "8");
  }
}
