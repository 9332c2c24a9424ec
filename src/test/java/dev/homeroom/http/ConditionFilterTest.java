package dev.homeroom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionFilterTest {
  private final MultivaluedHashMap<String, String> headers = new MultivaluedHashMap<>();

  @Test
  void ifMatch_ofSeveralLines_isOneList() {
    headers.put("If-Match", List.of("\"v7\"", "\"v8\", \"v9\""));
    filter("PUT");
    assertThat(headers.get("If-Match")).containsExactly("\"v7\", \"v8\", \"v9\"");

    VersionTag.require(headers.getFirst("If-Match"), 8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "DELETE", "POST"})
  void ifNoneMatch_ofAWrite_isRefused(String method) {
    filter(method);
    headers.add("If-None-Match", "*");

    assertThatThrownBy(() -> filter(method))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_INPUT);
              assertThat(refused.errors().get(0).field()).isEqualTo("If-None-Match");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void ifNoneMatch_ofARead_stays(String method) {
    headers.add("If-None-Match", "*");
    filter(method);
    assertThat(headers.get("If-None-Match")).containsExactly("*");
  }

  private void filter(String method) {
    ContainerRequestContext request =
        (ContainerRequestContext)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ContainerRequestContext.class},
                (proxy, called, arguments) ->
                    called.getName().equals("getMethod") ? method : headers);
    new ConditionFilter().filter(request);
  }
}
