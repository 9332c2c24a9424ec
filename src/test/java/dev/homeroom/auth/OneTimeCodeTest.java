package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The form of a one-time code, and in which spellings it is known again. */
class OneTimeCodeTest {
  @Test
  void code_isFourGroupsWithoutLettersThatLookLikeDigits_andEachIsAnother() {
    SecureRandom random = new SecureRandom();
    Set<String> seen = new HashSet<>();
    StringBuilder characters = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      OneTimeCode code = OneTimeCode.random(random);
      assertThat(code.text()).matches("([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}");
      assertThat(code.toString()).doesNotContain(code.text());
      assertThat(code.digest()).matches("[0-9a-f]{64}");
      seen.add(code.text());
      characters.append(code.text());
    }
    assertThat(seen).hasSize(500);
    // 32 characters: 5 bits each.
    assertThat(characters.toString().replace("-", "").chars().distinct().count()).isEqualTo(32);
  }

  @Test
  void code_isKnownInTheSpellingsOfItsReaders() {
    String digest = new OneTimeCode("1K0QM-X9R4T-0BCDE-FGH3J").digest();

    assertThat(OneTimeCode.digestOf("1k0qm-x9r4t-0bcde-fgh3j")).isEqualTo(digest);
    assertThat(OneTimeCode.digestOf(" 1K0QM X9R4T 0BCDE FGH3J ")).isEqualTo(digest);
    assertThat(OneTimeCode.digestOf("lkoqmx9r4tObcdefgh3j")).isEqualTo(digest);
    assertThat(OneTimeCode.digestOf("IK0QM-X9R4T-0BCDE-FGH3J")).isEqualTo(digest);
    assertThat(OneTimeCode.digestOf("1K0QM-X9R4T-0BCDE-FGH3K")).isNotEqualTo(digest);
    assertThat(OneTimeCode.digestOf("1K0QM-X9R4T-0BCDE-FGH3")).isNotEqualTo(digest);
    assertThat(OneTimeCode.digestOf("")).isNotEqualTo(digest);
  }
}
