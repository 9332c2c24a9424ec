package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole password is hashed, in form NFC and otherwise as typed; outdated hashes are found. */
class PasswordHashingTest {
  private static final PasswordHashing PASSWORDS = new PasswordHashing(Tokens.CONFIG, () -> 0);
  private static final String GEESE = "seven geese cross the canal";
  private static final String HASH_OF_GEESE = PASSWORDS.hash(GEESE);

  /** Any two of these are two passwords. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "seven geese cross the canal ",
        " seven geese cross the canal",
        "Seven geese cross the canal",
        "seven  geese cross the canal",
        "seven geese cross the canal\u0000",
        "seven geese cross the canal\u0000x",
        "seven geese cross the canál",
        "seven geese cross the cana",
        "ｓeven geese cross the canal",
        ""
      })
  void otherPassword_doesNotMatch(String other) {
    assertThat(PASSWORDS.matches(other, HASH_OF_GEESE)).isFalse();
    assertThat(PASSWORDS.matches(other, PASSWORDS.hash(other))).isTrue();
  }

  @Test
  void samePassword_matches() {
    assertThat(PASSWORDS.matches(GEESE, HASH_OF_GEESE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 71, 72, 127, 1_022})
  void everyByte_matters_alsoBehindThe72nd(int same) {
    String start = "x7".repeat(same / 2) + "y".repeat(same % 2);
    String hash = PASSWORDS.hash(start + "a");

    assertThat(PASSWORDS.matches(start + "a", hash)).isTrue();
    assertThat(PASSWORDS.matches(start + "b", hash)).isFalse();
    assertThat(PASSWORDS.matches(start, hash)).isFalse();
  }

  @Test
  void composedAndDecomposed_areOnePassword_andOtherFormsAreNot() {
    String composed = "caf\u00e9 \u00c5ngstr\u00f6m \ud55c\uae00";
    String decomposed = "cafe\u0301 A\u030angstro\u0308m \u1112\u1161\u11ab\u1100\u1173\u11af";

    assertThat(PASSWORDS.matches(decomposed, PASSWORDS.hash(composed))).isTrue();
    assertThat(PASSWORDS.matches(composed, PASSWORDS.hash(decomposed))).isTrue();
    // Compatibility forms are other characters: NFKC would make one of two.
    assertThat(PASSWORDS.matches("ﬁfteen letters here", PASSWORDS.hash("fifteen letters here")))
        .isFalse();
    assertThat(PASSWORDS.matches("x\u00b2 and more letters", PASSWORDS.hash("x2 and more letters")))
        .isFalse();
  }

  /** Planted: a hash of the text as it came treats the two spellings as two passwords. */
  @Test
  void hashingWithoutComposing_isFoundOut() {
    Argon2Function plain = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    String hash = plain.hash("cafe\u0301 in the evening").getResult();

    assertThat(plain.check("cafe\u0301 in the evening", hash)).isTrue();
    assertThat(PASSWORDS.matches("caf\u00e9 in the evening", hash)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "19456,2,32,ID,false",
    "65536,3,32,ID,false",
    "9728,2,32,ID,true",
    "19456,1,32,ID,true",
    "19456,2,16,ID,true",
    "19456,2,32,I,true"
  })
  void hash_isOutdated_whenAParameterHasRisenSince(
      int memory, int passes, int length, Argon2 variant, boolean outdated) {
    String hash =
        Argon2Function.getInstance(memory, passes, 1, length, variant).hash(GEESE).getResult();

    assertThat(PasswordHashing.isOutdated(hash)).isEqualTo(outdated);
    assertThat(PASSWORDS.matches(GEESE, hash)).isTrue();
  }

  @Test
  void textThatIsNoHash_isNotOutdated_andMatchesNothing() {
    assertThat(PasswordHashing.isOutdated("none")).isFalse();
    assertThat(PASSWORDS.matches("none", "none")).isFalse();
  }
}
