package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored hashes are read and written as another implementation of Argon2 does. */
class PasswordHashTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String GEESE = "seven geese cross the canál";
  private static final String SALT = "c2FsdHNhbHRzYWx0c2FsdA";
  private static final String HASH = "aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g";

  @Test
  void ours_isReadByTheOther_withTodaysParameters() {
    String text = PasswordHash.of(GEESE, RANDOM).text();

    assertThat(text).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSize(97);
    assertThat(Argon2Function.getInstanceFromHash(text).check(GEESE, text)).isTrue();
    assertThat(Argon2Function.getInstanceFromHash(text).check(GEESE + " ", text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"64,1,1,16,ID", "64,3,2,32,ID", "9728,1,1,32,I", "256,2,4,64,D"})
  void theOthers_areReadByUs(int kib, int passes, int lanes, int length, Argon2 variant) {
    Argon2Function other = Argon2Function.getInstance(kib, passes, lanes, length, variant);
    String text = other.hash(GEESE).getResult();

    PasswordHash read = PasswordHash.parse(text).orElseThrow();
    assertThat(read.text()).isEqualTo(text);
    assertThat(read.isOf(GEESE)).isTrue();
    assertThat(read.isOf("seven geese cross the canal")).isFalse();
    assertThat(read.isOutdated()).isTrue();
  }

  @Test
  void hashes_ofOnePassword_differ() {
    assertThat(PasswordHash.of(GEESE, RANDOM).text())
        .isNotEqualTo(PasswordHash.of(GEESE, RANDOM).text());
  }

  @Test
  void nobodys_isOfNoPassword_andTakesTheSameWork() {
    PasswordHash nobodys = PasswordHash.ofNobody(RANDOM);

    assertThat(nobodys.isOf("")).isFalse();
    assertThat(nobodys.text()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSize(97);
  }

  @Test
  void wellFormed_isRead() {
    assertThat(PasswordHash.parse("$argon2id$v=19$m=64,t=1,p=1$" + SALT + "$" + HASH)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "none",
        "$argon2id$v=19$m=64,t=1,p=1$SALT",
        "$argon2id$v=19$m=64,t=1,p=1$SALT$",
        "$argon2id$v=19$m=64,t=1,p=1$SALT$HASH$",
        "$argon2id$v=19$m=64,t=1,p=1$SALT$HASH=",
        "$argon2id$v=19$m=64,t=1,p=1$SALT$HASH\n",
        " $argon2id$v=19$m=64,t=1,p=1$SALT$HASH",
        "$argon2id$v=16$m=64,t=1,p=1$SALT$HASH",
        "$argon2id$m=64,t=1,p=1$SALT$HASH",
        "$argon2ix$v=19$m=64,t=1,p=1$SALT$HASH",
        "$ARGON2ID$v=19$m=64,t=1,p=1$SALT$HASH",
        "$argon2id$v=19$m=0,t=1,p=1$SALT$HASH",
        "$argon2id$v=19$m=100000,t=1,p=1$SALT$HASH",
        "$argon2id$v=19$m=64,t=100,p=1$SALT$HASH",
        "$argon2id$v=19$m=64,t=1,p=0$SALT$HASH",
        "$argon2id$v=19$m=64,t=-1,p=1$SALT$HASH",
        "$argon2id$v=19$m=64,t=1,p=1$SAL!$HASH",
        "$argon2id$v=19$m=64,t=1,p=1$SALT$abcde",
        "$argon2id$v=19$m=64,t=1,p=1$SALT$aaaaaaaaaaaaa",
        "$2b$10$abcdefghijklmnopqrstuuNs0ylFxIn3sh1yMfyXcMCVQsmk6yEUW"
      })
  void textThatIsNoHash_isNotRead(String text) {
    assertThat(PasswordHash.parse(text.replace("SALT", SALT).replace("HASH", HASH))).isEmpty();
  }
}
