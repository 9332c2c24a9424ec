package dev.homeroom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that may be left out: their type, their rules, and what stands for none. */
class OptionalBodiesTest {
  private static final Days ABSENT = new Days("none");
  private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE;

  /** A body. */
  record Days(String from) {}

  @Test
  void read_emptyBody_isTheAbsentValue_whateverItsType() {
    assertThat(read("", null, Set.of())).isSameAs(ABSENT);
    assertThat(read("", new MediaType("text", "plain"), Set.of())).isSameAs(ABSENT);
  }

  @Test
  void read_json_isItsValue() {
    assertThat(read("{\"from\":\"now\"}", JSON, Set.of())).isEqualTo(new Days("now"));
    assertThat(read("{\"from\":\"now\"}", JSON.withCharset("utf-8"), Set.of()))
        .isEqualTo(new Days("now"));
  }

  @ParameterizedTest
  @CsvSource({"text, plain", "application, xml", "application, merge-patch+json", ","})
  void read_bodyOfAnotherType_orOfNone_is415(@Nullable String type, @Nullable String subtype) {
    MediaType sent = type == null ? null : new MediaType(type, subtype);

    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> read("{}", sent, Set.of()));

    assertThat(refused.code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void read_valueThatBreaksARule_isRefused() {
    ConstraintViolation<?> broken = proxy(ConstraintViolation.class, null);

    assertThatThrownBy(() -> read("{\"from\":\"now\"}", JSON, Set.of(broken)))
        .isInstanceOf(ConstraintViolationException.class);
  }

  private static Days read(String body, @Nullable MediaType sent, Set<?> violations) {
    OptionalBodies bodies = new OptionalBodies();
    bodies.validator = proxy(Validator.class, violations);
    return bodies.read(body.getBytes(StandardCharsets.UTF_8), sent, Days.class, ABSENT);
  }

  private static <T> T proxy(Class<T> type, @Nullable Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (of, method, arguments) ->
                method.getReturnType() == int.class ? Integer.valueOf(1) : answer));
  }
}
