package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions over HTTP, of a page: its refresh token is in a cookie, and never in a body. */
@OnDemoServer
class OneServerPageSessionsIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final String NAME = "staff.3";
  private static final String PASSWORD = "seven geese cross the canal";
  private static final String OTHER = "nine herons leave the lake";

  private static Client client;

  @BeforeAll
  static void find() {
    client = DEMO.client();
  }

  private static String access(Answer answer) {
    return answer.json().path("access_token").asText();
  }

  private static int me(String accessToken) {
    return client.get("/api/auth/me", accessToken).status();
  }

  /** The page's origin. */
  private static String origin() {
    String own = DEMO.server().uri("/").toString();
    return own.substring(0, own.length() - 1);
  }

  private static Answer pageLogin(String... headers) {
    String body =
        "{\"username\":\"%s\",\"password\":\"%s\",\"cookie\":true}"
            .formatted(NAME, Client.DEMO_PASSWORD);
    return client.send("POST", "/api/auth/login", body, headers);
  }

  /** Returns {@code name=value} of the cookie that an answer sets. */
  private static String cookie(Answer answer) {
    return answer.header("Set-Cookie").replaceFirst(";.*", "");
  }

  private static Answer withCookie(String path, String cookie, String origin, String... more) {
    List<String> headers = new ArrayList<>(List.of("Cookie", cookie));
    if (origin != null) {
      headers.addAll(List.of("Origin", origin));
    }
    headers.addAll(List.of(more));
    return client.send("POST", path, "{}", headers.toArray(String[]::new));
  }

  /** Requires the tokens that a page is given: one in the cookie, and none in the body. */
  private static void requirePageTokens(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().has("refresh_token")).isFalse();
    assertThat(answer.header("Set-Cookie").split("; *"))
        .contains("HttpOnly", "SameSite=Strict", "Path=/api/auth")
        .doesNotContain("Secure")
        .noneMatch(part -> part.startsWith("Max-Age") || part.startsWith("Domain"));
    assertThat(me(access(answer))).isEqualTo(200);
  }

  @Test
  void pagesToken_isInACookieOnly_andGoesOn() {
    Answer login = pageLogin("Origin", origin());
    requirePageTokens(login);

    Answer next = withCookie("/api/auth/refresh", cookie(login), origin());
    assertThat(next.status()).as(next.text()).isEqualTo(200);
    assertThat(next.json().has("refresh_token")).isFalse();
    assertThat(cookie(next)).isNotEqualTo(cookie(login));
    assertThat(cookie(withCookie("/api/auth/refresh", cookie(login), origin())))
        .as("the other tab")
        .isEqualTo(cookie(next));
    assertThat(me(access(next))).isEqualTo(200);

    Answer logout = withCookie("/api/auth/logout", cookie(next), origin());
    assertThat(logout.status()).isEqualTo(204);
    assertThat(logout.header("Set-Cookie")).startsWith("homeroom_refresh=;").contains("Max-Age=0");
    Problems.require(withCookie("/api/auth/refresh", cookie(next), origin()), 401);
    assertThat(me(access(next))).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://127.0.0.1",
        "http://127.0.0.1.evil.example",
        "x y"
      })
  void cookieInAForeignPagesRequest_isRefused_andNothingIsReplaced(String foreign) {
    Answer login = pageLogin("Origin", origin());
    Problems.require(pageLogin("Origin", foreign), 403);
    for (String path : List.of("/api/auth/refresh", "/api/auth/logout")) {
      Problems.require(withCookie(path, cookie(login), foreign), 403);
    }
    assertThat(withCookie("/api/auth/refresh", cookie(login), origin()).status()).isEqualTo(200);
  }

  @Test
  void cookieWithoutAnOrigin_isRefused_andItIsNoAccessToken() {
    Answer login = pageLogin("Origin", origin());
    Problems.require(pageLogin(), 403);
    Problems.require(withCookie("/api/auth/refresh", cookie(login), null), 403);
    Answer me =
        client.send("GET", "/api/auth/me", null, "Cookie", cookie(login), "Origin", origin());
    Problems.require(me, 401);
    Problems.require(withCookie("/api/auth/refresh", "other=1", origin()), 401);
  }

  /** Makes a person, and returns a one-time code for the user name. */
  private static String invited(String username) {
    String admin = client.login("school.admin");
    String school =
        DEMO.sql()
            .text(
                "select school_id from person where id = ?",
                Long.valueOf(DEMO.idOf("school.admin")));
    String body =
        "{\"name\":\"Pat Page\",\"username\":\"%s\",\"roles\":[\"STAFF\"],\"school_id\":\"%s\"}"
            .formatted(username, school);
    String id = client.post("/api/users", admin, body).json().path("id").asText();
    Answer invited = client.post("/api/users/" + id + "/invite", admin, null);
    assertThat(invited.status()).as(invited.text()).isEqualTo(200);
    return invited.json().path("code").asText();
  }

  private static Answer redeem(String username, String code, boolean asks, String... headers) {
    String body =
        "{\"username\":\"%s\",\"code\":\"%s\",\"password\":\"%s\",\"cookie\":%s}"
            .formatted(username, code, PASSWORD, asks);
    return client.send("POST", "/api/auth/redeem", body, headers);
  }

  private static Answer change(String token, String current, String next, String... headers) {
    String body = "{\"current\":\"%s\",\"new\":\"%s\"}".formatted(current, next);
    return client.put("/api/auth/password", token, body, headers);
  }

  @Test
  void code_ofAPageThatAsksForTheCookie_orHasOne_isAnsweredByIt() {
    String code = invited("page.asks");
    Problems.require(redeem("page.asks", code, true), 403);
    Problems.require(redeem("page.asks", code, true, "Origin", "https://evil.example"), 403);
    Answer asked = redeem("page.asks", code, true, "Origin", origin());
    requirePageTokens(asked);
    requirePageTokens(withCookie("/api/auth/refresh", cookie(asked), origin()));

    code = invited("page.has");
    Problems.require(redeem("page.has", code, false, "Cookie", cookie(asked)), 403);
    Answer has = redeem("page.has", code, false, "Cookie", cookie(asked), "Origin", origin());
    requirePageTokens(has);
    assertThat(client.get("/api/auth/me", access(has)).json().path("username").asText())
        .isEqualTo("page.has");
  }

  @Test
  void passwordChange_ofAPage_replacesItsCookie_andAForeignPagesIsRefused() {
    Answer first = redeem("page.changes", invited("page.changes"), true, "Origin", origin());
    String token = access(first);
    for (String[] foreign :
        new String[][] {
          {"Cookie", cookie(first)},
          {"Cookie", cookie(first), "Origin", "https://evil.example"}
        }) {
      Problems.require(change(token, PASSWORD, OTHER, foreign), 403);
    }
    assertThat(me(token)).as("nothing was changed").isEqualTo(200);

    Answer changed = change(token, PASSWORD, OTHER, "Cookie", cookie(first), "Origin", origin());

    requirePageTokens(changed);
    assertThat(me(token)).isEqualTo(401);
    Problems.require(withCookie("/api/auth/refresh", cookie(first), origin()), 401);
    requirePageTokens(withCookie("/api/auth/refresh", cookie(changed), origin()));
  }

  @Test
  void codeAndPasswordChange_ofAProgram_areAnsweredInTheBody() {
    Answer redeemed = redeem("page.none", invited("page.none"), false, "Origin", origin());
    Answer changed =
        change(access(redeemed), PASSWORD, OTHER, "Cookie", "other=1", "Origin", origin());
    for (Answer answer : List.of(redeemed, changed)) {
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.json().path("refresh_token").asText()).isNotEmpty();
      assertThat(answer.header("Set-Cookie")).isEmpty();
    }
  }
}
