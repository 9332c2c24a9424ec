package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No token but our own, in our own spelling, is read. */
class ForgedTokensTest {
  private static final String GOOD_HEADER = "{\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":\"at+jwt\"}";
  private static final KeyPair FOREIGN = Tokens.pair();

  private final TokenReader reader = new TokenReader(Tokens.CONFIG, Tokens.KEYS);

  @Test
  void read_ownToken_tellsItsClaims() throws Exception {
    TokenClaims claims = reader.read(Tokens.good());

    assertThat(claims.subject()).isEqualTo("42");
    assertThat(claims.school()).isEqualTo("1");
    assertThat(claims.cut()).isEqualTo(Tokens.CUT);
    assertThat(claims.digest()).matches("[0-9a-f]{64}");
    assertThat(claims.expiresSeconds() - claims.issuedSeconds()).isEqualTo(900);
  }

  /**
   * The signer of the forgeries below makes a token that is read: so what is refused is the
   * forgery.
   */
  @Test
  void read_tokenOfTheTestsSigner_isRead() throws Exception {
    assertThat(reader.read(signed(GOOD_HEADER, payload())).subject()).isEqualTo("42");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void read_forgery_isRefused(String name, String token) {
    assertThatThrownBy(() -> reader.read(token)).isInstanceOf(TokenRefusedException.class);
  }

  @Test
  void forgeries_areAtLeastForty() {
    assertThat(forgeries().count()).isGreaterThanOrEqualTo(40);
  }

  /** With 3,072 bits the signature fills its last character, and padding is refused. */
  @Test
  void read_otherSpellingsOfOneToken_areAllRefused() {
    String token = Tokens.good();
    String body = token.substring(0, token.length() - 1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    List<String> others = new ArrayList<>();
    alphabet
        .chars()
        .mapToObj(c -> body + (char) c)
        .filter(t -> !t.equals(token))
        .forEach(others::add);
    others.add(token + "=");
    others.add(token + "==");
    others.add(token + "!");
    others.add(token + "\n");
    others.add(" " + token);
    others.add(token.replace('-', '+').replace('_', '/') + "=");
    others.add(new StringBuilder(token).insert(token.length() - 9, '!').toString());
    others.add(token.replace(".", "=."));

    assertThat(others).allSatisfy(other -> assertThat(isRead(other)).isFalse());
    assertThat(isRead(token)).isTrue();
  }

  private boolean isRead(String token) {
    try {
      reader.read(token);
      return true;
    } catch (TokenRefusedException e) {
      return false;
    }
  }

  static Stream<Arguments> forgeries() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String none : List.of("none", "None", "NONE", "nOnE", "NonE", "none ", "", "null")) {
      String header = header("{\"alg\":\"" + none + "\",\"kid\":\"k1\",\"typ\":\"at+jwt\"}");
      all.put("alg '" + none + "', no signature", header + "." + text(payload()) + ".");
      all.put("alg '" + none + "', signed", signed(decoded(header), payload()));
    }
    all.put("HS256 with our public key", hmac("HS256", Tokens.PAIR.getPublic().getEncoded()));
    all.put("HS512 with our public key", hmac("HS512", Tokens.PAIR.getPublic().getEncoded()));
    all.put("RS512", signed(GOOD_HEADER.replace("RS256", "RS512"), payload()));
    all.put("PS256", signed(GOOD_HEADER.replace("RS256", "PS256"), payload()));
    all.put("foreign key", signed(GOOD_HEADER, payload(), FOREIGN.getPrivate()));
    for (String header : List.of("jwk", "jku", "x5u", "x5c")) {
      String with = GOOD_HEADER.replace("}", ",\"" + header + "\":" + keyHeader(header) + "}");
      all.put("foreign key in " + header, signed(with, payload(), FOREIGN.getPrivate()));
    }
    all.put(
        "unknown crit", signed(GOOD_HEADER.replace("}", ",\"crit\":[\"x\"],\"x\":1}"), payload()));
    for (String kid :
        List.of("../../k1", "k1' or '1'='1", "k1\\r\\nX: y", "", "k2", "k".repeat(65))) {
      all.put("kid " + kid, signed(GOOD_HEADER.replace("k1", kid), payload()));
    }
    all.put("no kid", signed("{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}", payload()));
    all.put("kid a number", signed(GOOD_HEADER.replace("\"k1\"", "1"), payload()));
    all.put("typ JWT", signed(GOOD_HEADER.replace("at+jwt", "JWT"), payload()));
    all.put("no typ", signed("{\"alg\":\"RS256\",\"kid\":\"k1\"}", payload()));
    all.put("alg twice", signed(GOOD_HEADER.replace("{", "{\"alg\":\"none\","), payload()));
    claims(all);
    texts(all);
    return all.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  private static void claims(Map<String, String> all) {
    for (String claim : List.of("iss", "aud", "sub", "jti", "iat", "exp", "cut")) {
      all.put("no " + claim, signed(GOOD_HEADER, without(claim)));
      all.put(claim + " null", signed(GOOD_HEADER, with(claim, "null")));
      all.put(claim + " of a wrong type", signed(GOOD_HEADER, with(claim, "[1]")));
      all.put(
          claim + " twice", signed(GOOD_HEADER, payload().replace("}}", "},\"" + claim + "\":1}")));
    }
    all.put("wrong iss", signed(GOOD_HEADER, with("iss", "\"other\"")));
    all.put("wrong aud", signed(GOOD_HEADER, with("aud", "\"other\"")));
    all.put("exp as text", signed(GOOD_HEADER, with("exp", "\"9999999999\"")));
    all.put("exp far in the future", signed(GOOD_HEADER, with("exp", "99999999999")));
    all.put("exp with a fraction", signed(GOOD_HEADER, with("exp", "9999999999.5")));
    all.put("sub with a line end", signed(GOOD_HEADER, with("sub", "\"42\\r\\n\"")));
    all.put(
        "cut of numbers",
        signed(GOOD_HEADER, with("cut", "{\"cut:everyone\":7,\"cut:user:42\":0}")));
    all.put("cut of nobody", signed(GOOD_HEADER, with("cut", "{}")));
    all.put(
        "cut of another",
        signed(GOOD_HEADER, with("cut", "{\"cut:everyone\":\"7\",\"cut:user:43\":\"0\"}")));
    all.put(
        "cut below zero",
        signed(GOOD_HEADER, with("cut", "{\"cut:everyone\":\"-1\",\"cut:user:42\":\"0\"}")));
    all.put(
        "nbf of a wrong type", signed(GOOD_HEADER, payload().replace("}}", "},\"nbf\":\"1\"}")));
    all.put("claims no object", signed(GOOD_HEADER, "[]"));
    all.put("claims no JSON", signed(GOOD_HEADER, "x"));
  }

  private static void texts(Map<String, String> all) {
    String good = Tokens.good();
    all.put("empty", "");
    all.put("x.y.z", "x.y.z");
    all.put("two parts", good.substring(0, good.lastIndexOf('.')));
    all.put("four parts", good + ".x");
    all.put("five parts", good + ".x.y");
    all.put("changed payload", good.replaceFirst("\\.[^.]{8}", ".eyJhIjoi"));
    all.put("too long", good + "A".repeat(4096));
    all.put("not ASCII", good + "é");
  }

  private static String payload() {
    long now = Instant.now().getEpochSecond();
    return ("{\"iss\":\"homeroom\",\"aud\":\"homeroom\",\"sub\":\"42\",\"jti\":\"abc\",\"iat\":%d,"
            + "\"exp\":%d,\"cut\":{\"cut:everyone\":\"7\",\"cut:user:42\":\"0\"}}")
        .formatted(now, now + 900);
  }

  private static String without(String claim) {
    return claims(claim, null);
  }

  private static String with(String claim, String json) {
    return claims(claim, json);
  }

  private static String claims(String claim, String json) {
    try {
      Map<String, Object> claims = new LinkedHashMap<>(JsonUtil.parseJson(payload()));
      claims.remove(claim);
      String rest = JsonUtil.toJson(claims);
      return json == null
          ? rest
          : rest.replaceFirst("\\{", "{\"" + claim + "\":" + json.replace("\\", "\\\\") + ",");
    } catch (org.jose4j.lang.JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String keyHeader(String name) {
    String modulus =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                ((java.security.interfaces.RSAPublicKey) FOREIGN.getPublic())
                    .getModulus()
                    .toByteArray());
    return switch (name) {
      case "jwk" -> "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"" + modulus + "\"}";
      case "x5c" -> "[\"" + modulus + "\"]";
      default -> "\"http://127.0.0.1:1/keys\"";
    };
  }

  private static String header(String json) {
    return text(json);
  }

  private static String decoded(String text) {
    return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
  }

  private static String text(String plain) {
    return text(plain.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String signed(String header, String payload) {
    return signed(header, payload, Tokens.PAIR.getPrivate());
  }

  private static String signed(String header, String payload, PrivateKey key) {
    String input = text(header) + "." + text(payload);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + text(signature.sign());
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hmac(String algorithm, byte[] secret) {
    String input = text(GOOD_HEADER.replace("RS256", algorithm)) + "." + text(payload());
    try {
      Mac mac = Mac.getInstance("HmacSHA" + algorithm.substring(2));
      mac.init(new SecretKeySpec(secret, "HMAC"));
      return input + "." + text(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
