package dev.homeroom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTagTest {
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "\"v3\"", " \"v3\" ", "\"v1\", \"v3\"", "*"})
  void require_thePresentVersionOrAny_accepts(String ifMatch) {
    assertThatCode(() -> VersionTag.require(ifMatch, 3)).doesNotThrowAnyException();
  }

  // A weak tag never matches here: RFC 9110 §13.1.1 compares strongly.
  @ParameterizedTest
  @ValueSource(strings = {"\"v2\"", "W/\"v3\"", "v3", "3", "\"\"", "nonsense"})
  void require_anythingElse_refuses(String ifMatch) {
    assertThat(
            catchThrowableOfType(ProblemException.class, () -> VersionTag.require(ifMatch, 3))
                .code())
        .isEqualTo(ErrorCode.STALE_VERSION);
  }

  @Test
  void require_anyVersionOfWhatIsNotThere_refuses() {
    assertThat(catchThrowableOfType(ProblemException.class, () -> VersionTag.require("*", 0)))
        .isNotNull();
    assertThatCode(() -> VersionTag.require("\"v0\"", 0)).doesNotThrowAnyException();
  }
}
