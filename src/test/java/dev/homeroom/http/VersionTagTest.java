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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "W/\"v3\"", // nginx, which weakens the tag of what it compresses
        "\"v3-gzip\"", // Apache's mod_deflate
        "\"v3-br\"", // Apache's mod_brotli
        "W/\"v3-gzip\"",
        "\"v3;gzip\"",
        "\"v3--gzip\"", // Jetty
        "\"v1\", W/\"v3\""
      })
  void require_thePresentVersionAsAProxyLeavesIt_accepts(String ifMatch) {
    assertThatCode(() -> VersionTag.require(ifMatch, 3)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"v2\"",
        "W/\"v2\"",
        "\"v2-gzip\"",
        "\"v33\"",
        "W/\"v13\"",
        "\"v03\"",
        "\"v3-\"",
        "\"v3-gzip-gzip-\"",
        "w/\"v3\"",
        "W/ \"v3\"",
        "W/v3",
        "v3",
        "3",
        "\"\"",
        "nonsense"
      })
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
