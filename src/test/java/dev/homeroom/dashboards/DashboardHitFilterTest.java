package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Caller;
import dev.homeroom.auth.CallerFinder;
import dev.homeroom.cache.LoadTimeoutException;
import dev.homeroom.dashboards.RoleDashboards.OwnDashboard;
import dev.homeroom.http.ProblemException;
import dev.homeroom.testkit.TestRecords;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The failures that the filter meets: which of them it answers itself. */
class DashboardHitFilterTest {
  private static final AccessRecord TEACHER =
      TestRecords.of(
          "42",
          "Tamsin",
          "1",
          Set.of("TEACHER"),
          Set.of(),
          true,
          "7",
          Set.of(),
          Set.of(),
          Set.of());

  private final DashboardHitFilter filter = new DashboardHitFilter();
  private final List<String> set = new ArrayList<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int passedOn;
  private int judged;

  private void meet(RuntimeException failure) {
    filter.callers =
        new CallerFinder() {
          @Override
          public Optional<Caller> caller(HttpServletRequest request) {
            judged++;
            return Optional.of(new Caller(TEACHER));
          }
        };
    filter.paths =
        new DashboardPaths() {
          @Override
          OwnDashboard find(Caller caller, String name) {
            throw failure;
          }

          @Override
          OwnDashboard find(Caller caller, String name, String id) {
            throw failure;
          }
        };
  }

  private void ask(String method, String uri, String query, String accept)
      throws IOException, ServletException {
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) ->
                    switch (called.getName()) {
                      case "getMethod" -> method;
                      case "getRequestURI" -> uri;
                      case "getQueryString" -> query;
                      case "getHeader" -> "Accept".equals(arguments[0]) ? accept : null;
                      case "getAttribute", "setAttribute" -> null;
                      default -> throw new AssertionError(called.getName());
                    });
    FilterChain chain = (asked, answered) -> passedOn++;
    filter.doFilter(request, response(), chain);
  }

  private HttpServletResponse response() {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, called, arguments) -> {
              set.add(called.getName() + (arguments == null ? "" : " " + arguments[0]));
              return called.getName().equals("getOutputStream") ? out() : null;
            });
  }

  private ServletOutputStream out() {
    return new ServletOutputStream() {
      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        throw new AssertionError();
      }

      @Override
      public void write(int b) {
        body.write(b);
      }
    };
  }

  /** JAX-RS would wait once more. */
  @ParameterizedTest
  @CsvSource({"/api/dashboards/me", "/api/dashboards/student/7"})
  void loadThatTakesTooLong_isAnsweredAtOnce(String uri) throws Exception {
    meet(new LoadTimeoutException("planted"));
    ask("GET", uri, null, null);
    assertThat(passedOn).isZero();
    assertThat(set).contains("setStatus 503", "setHeader Retry-After");
    assertThat(body.toString(StandardCharsets.UTF_8)).contains("\"code\":\"OVERLOADED\"", uri);
  }

  @Test
  void refusalOrFailure_isLeftToJaxRs_withNothingWritten() throws Exception {
    meet(ProblemException.forbidden());
    ask("GET", "/api/dashboards/me", null, "*/*");
    meet(new IllegalStateException("planted"));
    ask("GET", "/api/dashboards/me", null, "application/json");
    assertThat(passedOn).isEqualTo(2);
    assertThat(judged).isEqualTo(2);
    assertThat(set).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD, /api/dashboards/me,,",
    "POST, /api/dashboards/me,,",
    "GET, /api/dashboards/me, refresh=true,",
    "GET, /api/dashboards/me,, text/html",
    "GET, /api/dashboards,,",
    "GET, /api/dashboards/,,",
    "GET, /api/dashboards/me/,,",
    "GET, /api/dashboards/me/1,,",
    "GET, /api/dashboards/teacher,,",
    "GET, /api/dashboards/teacher/1/2,,",
    "GET, /api/dashboards/m%65,,",
    "GET, /api/dashboards/me;a=b,,",
    "GET, //api/dashboards/me,,",
    "GET, /API/dashboards/me,,"
  })
  void unusualRequest_isLeftToJaxRs_beforeItsTokenIsJudged(
      String method, String uri, String query, String accept) throws Exception {
    meet(new IllegalStateException("asked for"));
    ask(method, uri, query, accept);
    assertThat(passedOn).isEqualTo(1);
    assertThat(judged).isZero();
    assertThat(set).isEmpty();
  }
}
