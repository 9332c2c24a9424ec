package dev.homeroom.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of a request's parts: what is let through, and what is not. */
class RequestRulesTest {
  private static final String UTF8_PERCENT = "/api/%C3%A9/%F0%9F%98%80";

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/api/auth/jwks", "/a-b_c.d~e/!$&'()*+,;=:@", "/%41%7a", UTF8_PERCENT, ""})
  void path_ofUriCharacters_passes(String path) {
    assertThat(RequestRules.path(path)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%",
        "/%4",
        "/%zz",
        "/%4g",
        "/a%",
        "/{a}",
        "/a|b",
        "/a^b",
        "/a\"b",
        "/<a>",
        "/a b",
        "/a\\b",
        "/a`b",
        "/[a]",
        "/é",
        "/\u0000",
        "/a\u007f",
        "/?",
        "/#",
        // No UTF-8: cut, overlong, a surrogate, beyond the last character.
        "/%C3",
        "/%C3%28",
        "/%C0%80",
        "/%ED%A0%BD",
        "/%F4%90%80%80",
        "/%FF",
        "/%\uFF11\uFF11"
      })
  void path_ofAnythingElse_isRefused(String path) {
    assertRefused(RequestRules.path(path), "path", "format");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "a", "a=1", "a=1&b=1", "a=/?:@", "a=%C3%A9", "a=1&&b=2", "=", "a=b=c"})
  void query_ofUriCharacters_passes(String query) {
    assertThat(RequestRules.query(query)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%", "a=%", "a=%f", "a=%C3", "a={b}", "a=\"", "a=<", "a|b", "a^b", "é", "a[]=1", "a b"
      })
  void query_ofAnythingElse_isRefused(String query) {
    assertRefused(RequestRules.query(query), "query", "format");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size=1&size=2",
        "size=1&a=2&size=1",
        "size&size",
        "size=1&%73ize=2",
        "size=&size"
      })
  void query_thatNamesAParameterTwice_isRefusedByItsName(String query) {
    assertRefused(RequestRules.query(query), "size", "single");
  }

  @Test
  void query_longNameTwice_isShownShort() {
    String name = "n".repeat(1_000);
    Problem problem = RequestRules.query(name + "&" + name);
    assertThat(problem).isNotNull();
    assertThat(problem.errors().get(0).field()).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:9080",
        "school.example",
        "10.0.0.1:80",
        "[::1]",
        "[::1]:9080",
        "a_b-c",
        "x:0",
        "x:65535",
        "x:",
        "[2001:db8::1]:443"
      })
  void host_nameOrAddress_passes(String host) {
    assertThat(RequestRules.host(List.of(host))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x/api/health/detailed?",
        "x?y",
        "x#y",
        "a b",
        "a@b",
        "x:99999",
        "x:1:2",
        "x:a",
        "[::1",
        "::1",
        "é",
        "a,b",
        "http://x",
        "x\\y",
        "x%41",
        "[::1]x"
      })
  void host_anythingElse_isRefused(String host) {
    assertRefused(RequestRules.host(List.of(host)), "Host", "format");
  }

  @Test
  void authority_ofTheUrl_isAHost() {
    assertThat(RequestRules.authority("http://a:9080/api/x")).isNull();
    assertThat(RequestRules.authority("https://[::1]/api/x")).isNull();
    assertThat(RequestRules.authority("http://a")).isNull();
    for (String host : List.of("[::zz]", "a|b", "%zz", "", "[]", "u@a", "{x}", "a:99999", "a b")) {
      assertRefused(RequestRules.authority("http://" + host + "/api/x"), "target", "format");
    }
  }

  @Test
  void host_missingOrTwice_isRefused() {
    assertRefused(RequestRules.host(List.of()), "Host", "format");
    assertRefused(RequestRules.host(List.of("a", "a")), "Host", "format");
  }

  @Test
  void transfer_oneLengthOrChunked_passes() {
    assertThat(RequestRules.transfer(List.of("0"), List.of())).isNull();
    assertThat(RequestRules.transfer(List.of("1234567890"), List.of())).isNull();
    assertThat(RequestRules.transfer(List.of(), List.of("chunked"))).isNull();
    assertThat(RequestRules.transfer(List.of(), List.of("Chunked"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "+1", "x", "", "1,1", "0x10", "12345678901", "1 1"})
  void transfer_malformedLength_isRefused(String length) {
    assertRefused(RequestRules.transfer(List.of(length), List.of()), "Content-Length", "format");
  }

  @Test
  void transfer_twoLengths_areRefused_evenIfEqual() {
    assertRefused(RequestRules.transfer(List.of("5", "5"), List.of()), "Content-Length", "format");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identity",
        "gzip",
        "gzip, chunked",
        "chunked, chunked",
        "xchunked",
        "",
        "chunked;a=b"
      })
  void transfer_anyOtherCoding_isRefused(String coding) {
    assertRefused(RequestRules.transfer(List.of(), List.of(coding)), "Transfer-Encoding", "format");
  }

  @Test
  void transfer_twoCodingsOrACodingBesideALength_areRefused() {
    assertRefused(
        RequestRules.transfer(List.of(), List.of("chunked", "chunked")),
        "Transfer-Encoding",
        "format");
    assertRefused(
        RequestRules.transfer(List.of("5"), List.of("chunked")), "Transfer-Encoding", "format");
  }

  @Test
  void contentCoding_identityOrNone_passes_anyOtherIs415() {
    assertThat(RequestRules.contentCoding(List.of())).isNull();
    assertThat(RequestRules.contentCoding(List.of("identity"))).isNull();
    for (String coding : List.of("gzip", "br", "deflate", "identity, gzip", "")) {
      assertUnsupported(RequestRules.contentCoding(List.of(coding)));
    }
    assertUnsupported(RequestRules.contentCoding(List.of("identity", "gzip")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\"",
        "text/plain ; CharSet = utf-8 ; x=y",
        "a/b; mycharset=latin1"
      })
  void contentType_utf8OrUnsaid_passes(String type) {
    assertThat(RequestRules.contentType(List.of(type))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=ISO-8859-1",
        "application/json;charset=utf-16",
        "a/b; x=y; charset=\"latin1\"",
        "a/b; charset=utf-8; charset=utf-7",
        "a/b; charset="
      })
  void contentType_otherCharset_is415(String type) {
    assertUnsupported(RequestRules.contentType(List.of(type)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "/json", "application/", "application json", "a/b c", ";;", ""})
  void contentType_thatIsNone_is415(String type) {
    assertUnsupported(RequestRules.contentType(List.of(type)));
  }

  @Test
  void contentType_twice_isRefused() {
    assertRefused(RequestRules.contentType(Arrays.asList("a/b", "a/b")), "Content-Type", "single");
  }

  private static void assertUnsupported(Problem problem) {
    assertThat(problem).isNotNull();
    assertThat(problem.code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
  }

  private static void assertRefused(Problem problem, String field, String rule) {
    assertThat(problem).isNotNull();
    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_INPUT);
    assertThat(problem.errors()).hasSize(1);
    assertThat(problem.errors().get(0).field()).isEqualTo(field);
    assertThat(problem.errors().get(0).rule()).isEqualTo(rule);
  }
}
