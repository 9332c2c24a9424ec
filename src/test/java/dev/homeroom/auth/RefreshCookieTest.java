package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.http.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshCookieTest {
  /** Returns the cookie of a request with two header fields. */
  private static RefreshCookie cookie(String host, String origin) {
    HttpHeaders headers =
        (HttpHeaders)
            Proxy.newProxyInstance(
                HttpHeaders.class.getClassLoader(),
                new Class<?>[] {HttpHeaders.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getRequestHeader" -> List.of(origin);
                      case "getHeaderString" -> host;
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    return new RefreshCookie(headers);
  }

  @ParameterizedTest
  @CsvSource({
    "school.example, https://school.example",
    "School.Example, https://school.example",
    "school.example:443, https://school.example",
    "school.example, https://school.example:443",
    "school.example:8443, https://school.example:8443",
    "[2001:db8::1]:443, https://[2001:db8::1]",
    "localhost:80, http://localhost",
    "127.0.0.1:9080, http://127.0.0.1:9080"
  })
  void pageOfTheRequestsHost_withOrWithoutTheSchemesPort_isOurs(String host, String origin) {
    assertThatCode(() -> cookie(host, origin).requireOwnPage()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "school.example, https://school.example:8443",
    "school.example:8443, https://school.example",
    "school.example:80, https://school.example",
    "school.example:443, https://school.example:80",
    "school.example:443, https://evil.example",
    "school.example:443, https://school.example.evil.example",
    "school.example, http://school.example",
    "localhost:443, http://localhost",
    "127.0.0.1:9080, https://school.example",
    "school.example, https:school.example",
    "'', null"
  })
  void pageOfAnotherHost_orPort_orScheme_isNotOurs(String host, String origin) {
    assertThatThrownBy(() -> cookie(host, origin).requireOwnPage())
        .isInstanceOf(ProblemException.class);
  }
}
