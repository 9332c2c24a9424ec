package dev.homeroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.testkit.Client.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What holds of every refusal. */
public final class Problems {
  private static final List<String> MEMBERS =
      List.of(
          "type",
          "title",
          "status",
          "detail",
          "instance",
          "code",
          "error",
          "correlation_id",
          "duration_ms",
          "timestamp",
          "errors");

  /** What no caller may be told of our inside; in lower case. */
  private static final List<String> FORBIDDEN =
      List.of(
          "exception",
          "java.",
          "select ",
          "jdbc",
          "stack",
          "dev.homeroom",
          "localhost",
          "127.0.0.1");

  private Problems() {}

  /** Requires a complete problem of this status, and returns its JSON. */
  public static JsonNode require(Answer answer, int status) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    JsonNode problem = answer.json();
    assertThat(problem.properties().stream().map(each -> each.getKey()))
        .containsExactlyInAnyOrderElementsOf(MEMBERS);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("type").asText()).startsWith("urn:homeroom:problem:");
    assertThat(problem.path("error").asText()).isEqualTo(problem.path("title").asText());
    assertThat(problem.path("detail").asText()).isNotBlank();
    assertThat(problem.path("code").asText()).matches("[A-Z_]+");
    assertThat(problem.path("instance").asText()).startsWith("/");
    assertThat(problem.path("duration_ms").isNumber()).isTrue();
    assertThat(Instant.parse(problem.path("timestamp").asText())).isBefore(Instant.now());
    assertThat(problem.path("correlation_id").asText())
        .isNotEmpty()
        .isEqualTo(answer.header("X-Correlation-Id"));
    requireQuiet(answer);
    if (status == 401) {
      assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }
    return problem;
  }

  /** Requires a 400 that names this field, with this rule. */
  public static void requireField(Answer answer, String field, String rule) {
    JsonNode problem = require(answer, 400);
    assertThat(problem.path("errors")).as(answer.text()).isNotEmpty();
    for (JsonNode error : problem.path("errors")) {
      assertThat(error.path("message").asText()).isNotBlank();
    }
    assertThat(problem.path("errors"))
        .as(answer.text())
        .anySatisfy(
            error -> {
              assertThat(error.path("field").asText()).isEqualTo(field);
              assertThat(error.path("rule").asText()).isEqualTo(rule);
            });
  }

  /** Requires that an answer tells nothing of our inside. */
  public static void requireQuiet(Answer answer) {
    assertThat(answer.text().toLowerCase(Locale.ROOT))
        .as("status " + answer.status())
        .doesNotContain(FORBIDDEN);
    assertThat(answer.header("Server")).isEmpty();
    assertThat(answer.header("X-Powered-By")).isEmpty();
  }
}
