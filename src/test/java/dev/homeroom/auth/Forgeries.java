package dev.homeroom.auth;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Forged tokens of every kind that the specifications warn of, each beside a genuine one. */
public final class Forgeries {
  private static final KeyPair FOREIGN = Tokens.pair(1);
  private static final long DAY = 86_400;

  private final TokenForge forge;
  private final String address;
  private final String good;
  private final List<Forgery> all = new ArrayList<>();

  private Forgeries(TokenForge forge, String address) {
    this.forge = forge;
    this.address = address;
    this.good = forge.signed(forge.header, forge.claims);
  }

  /**
   * Returns the forgeries of an installation.
   *
   * @param token of a person of a school; just issued
   * @param own the key that signed it
   * @param address a URL for headers that name one: nothing may be fetched from there
   */
  public static List<Forgery> of(String token, KeyPair own, String address) {
    Forgeries made = new Forgeries(new TokenForge(token, own), address);
    made.algorithms();
    made.keys();
    made.headers();
    made.claims();
    made.times();
    made.texts();
    return List.copyOf(made.all);
  }

  private void add(String kind, String token) {
    add(kind, token, good);
  }

  private void add(String kind, String token, String genuine) {
    all.add(new Forgery(kind, token, genuine));
  }

  private String header(String member, String json) {
    return TokenForge.changed(forge.header, member, json);
  }

  private String ofHeader(String header) {
    return forge.signed(header, forge.claims);
  }

  private void algorithms() {
    for (String none : List.of("none", "None", "NONE", "nOnE", "NonE", "none ", "", "null")) {
      String header = header("alg", "\"" + none + "\"");
      String input = TokenForge.text(header) + "." + TokenForge.text(forge.claims);
      add("alg '" + none + "', no signature", input + ".");
      add("alg '" + none + "', signed", ofHeader(header));
      add("alg '" + none + "', another's signature", input + "." + good.split("\\.", -1)[2]);
    }
    RSAPublicKey known = (RSAPublicKey) forge.own().getPublic();
    String base64 = Base64.getMimeEncoder().encodeToString(known.getEncoded());
    String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    for (String mac : List.of("HS256", "HS384", "HS512")) {
      add(mac + " with our public key", forge.mac(mac, known.getEncoded()));
      add(mac + " with its PEM", forge.mac(mac, pem.getBytes(StandardCharsets.UTF_8)));
      add(mac + " with its modulus", forge.mac(mac, known.getModulus().toByteArray()));
    }
    for (String other : List.of("RS384", "RS512", "PS256", "ES256", "EdDSA", "rs256", "RS1")) {
      add("alg " + other, ofHeader(header("alg", "\"" + other + "\"")));
    }
    String sha512 = "SHA512withRSA";
    add(
        "RS256 with SHA-512",
        TokenForge.signed(forge.header, forge.claims, forge.own().getPrivate(), sha512));
    add("no alg", ofHeader(header("alg", null)));
    add("alg a list", ofHeader(header("alg", "[\"RS256\"]")));
    add("alg twice", ofHeader(forge.header.replaceFirst("\\{", "{\"alg\":\"none\",")));
  }

  private void keys() {
    add("foreign key", foreign(forge.header));
    for (String name : List.of("jwk", "jku", "x5u", "x5c")) {
      String header = TokenForge.added(forge.header, name, keyHeader(name));
      add("foreign key in " + name, foreign(header), ofHeader(header));
      add("foreign key in " + name + ", no kid", foreign(TokenForge.changed(header, "kid", null)));
    }
    for (String kid :
        List.of(
            "../../" + forge.kid,
            forge.kid + "' or '1'='1",
            forge.kid + "\\r\\nX: y",
            forge.kid + "\\u0000",
            forge.kid + " ",
            "",
            "unknown",
            "k".repeat(65))) {
      add("kid " + kid, ofHeader(header("kid", "\"" + kid + "\"")));
    }
    add("no kid", ofHeader(header("kid", null)));
    add("kid null", ofHeader(header("kid", "null")));
    add("kid a number", ofHeader(header("kid", "1")));
    add("kid a list", ofHeader(header("kid", "[\"" + forge.kid + "\"]")));
    add("kid twice", ofHeader(TokenForge.added(forge.header, "kid", "\"unknown\"")));
  }

  private String foreign(String header) {
    return TokenForge.signed(header, forge.claims, FOREIGN.getPrivate(), "SHA256withRSA");
  }

  private String keyHeader(String name) {
    byte[] modulus = ((RSAPublicKey) FOREIGN.getPublic()).getModulus().toByteArray();
    return switch (name) {
      case "jwk" -> "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"" + TokenForge.text(modulus) + "\"}";
      case "x5c" -> "[\"" + Base64.getEncoder().encodeToString(modulus) + "\"]";
      default -> "\"" + address + "/" + name + "\"";
    };
  }

  private void headers() {
    // Other kinds of tokens, ours or another's: RFC 9068 §2.1, RFC 8725 §3.11.
    for (String type : List.of("JWT", "rt+jwt", "AT+JWT", "application/at+jwt", "")) {
      add("typ '" + type + "'", ofHeader(header("typ", "\"" + type + "\"")));
    }
    add("no typ", ofHeader(header("typ", null)));
    add("typ twice", ofHeader(TokenForge.added(forge.header, "typ", "\"at+jwt\"")));
    String unknown = TokenForge.added(forge.header, "x", "1");
    add("unknown crit", ofHeader(TokenForge.added(unknown, "crit", "[\"x\"]")), ofHeader(unknown));
    add("crit of nothing", ofHeader(TokenForge.added(forge.header, "crit", "\"x\"")));
    add("crit empty", ofHeader(TokenForge.added(forge.header, "crit", "[]")));
    String plain = TokenForge.added(forge.header, "b64", "false");
    add("b64 false", ofHeader(TokenForge.added(plain, "crit", "[\"b64\"]")));
    add("header no object", ofHeader("[]"));
    add("header no JSON", ofHeader("x"));
  }

  private void claims() {
    for (String claim : List.of("iss", "aud", "sub", "jti", "iat", "exp", "cut")) {
      add("no " + claim, ofClaims(forge.with(claim, null)));
      add(claim + " twice", ofClaims(TokenForge.added(forge.claims, claim, "1")));
      for (String json : List.of("null", "[1]", "{}", "true", "\"\"", "-1", "1.5")) {
        add(claim + " " + json, ofClaims(forge.with(claim, json)));
      }
    }
    add("no auth_time", ofClaims(forge.with("auth_time", null)));
    for (String claim : List.of("sid", "auth_time")) {
      for (String json : List.of("null", "[1]", "{}", "true", "\"\"", "-1", "1.5")) {
        add(claim + " " + json, ofClaims(forge.with(claim, json)));
      }
    }
    add("wrong iss", ofClaims(forge.with("iss", "\"other\"")));
    add("wrong aud", ofClaims(forge.with("aud", "\"other\"")));
    add(
        "several wrong aud",
        ofClaims(forge.with("aud", "[\"other\",\"another\"]")),
        ofClaims(forge.with("aud", "[\"other\",\"homeroom\"]")));
    add("sub with a line end", ofClaims(forge.with("sub", "\"42\\r\\n\"")));
    add("sub of 65", ofClaims(forge.with("sub", "\"" + "4".repeat(65) + "\"")));
    add("sub of another", ofClaims(forge.with("sub", "\"999999999999\"")));
    add("school of a wrong type", ofClaims(forge.with("school", "[1]")));
    add(
        "cut of numbers",
        ofClaims(forge.claims.replaceAll("\"(cut:[^\"]*)\":\"(\\d+)\"", "\"$1\":$2")));
    add(
        "cut below zero",
        ofClaims(forge.claims.replaceAll("\"(cut:e[^\"]*)\":\"\\d+\"", "\"$1\":\"-1\"")));
    add(
        "cut of another number",
        ofClaims(
            forge.claims.replaceAll(
                "\"(cut:e[^\"]*)\":\"\\d+\"", "\"$1\":\"4611686018427387904\"")));
    add("claims no object", ofClaims("[]"));
    add("claims no JSON", ofClaims("x"));
    add("claims empty", ofClaims("{}"));
  }

  private String ofClaims(String claims) {
    return forge.signed(forge.header, claims);
  }

  private void times() {
    long issued = forge.seconds("iat");
    add("expired", at(issued - 3_600, issued - 60), at(issued - 3_600, issued + 600));
    add("issued in the future", at(issued + 3_600, issued + 4_500), at(issued + 10, issued + 900));
    add("longer than a day", at(issued, issued + DAY + 1), at(issued, issued + DAY));
    add("exp far in the future", ofClaims(forge.with("exp", "99999999999")));
    add("exp beyond a long", ofClaims(forge.with("exp", "99999999999999999999")));
    add("exp as text", ofClaims(forge.with("exp", "\"" + (issued + 900) + "\"")));
    add("exp in milliseconds", ofClaims(forge.with("exp", (issued + 900) + "000")));
    add("exp before iat", ofClaims(forge.with("exp", Long.toString(issued))));
    String soon = ofClaims(forge.with("nbf", Long.toString(issued + 10)));
    add("nbf in the future", ofClaims(forge.with("nbf", Long.toString(issued + 3_600))), soon);
    add("nbf of a wrong type", ofClaims(forge.with("nbf", "\"1\"")), soon);
    add("nbf null", ofClaims(forge.with("nbf", "null")), soon);
  }

  private String at(long issued, long expires) {
    String claims = forge.with("iat", Long.toString(issued));
    return ofClaims(TokenForge.changed(claims, "exp", Long.toString(expires)));
  }

  private void texts() {
    String[] parts = good.split("\\.", -1);
    String other = ofClaims(forge.with("jti", "\"another\""));
    add("x.y.z", "x.y.z");
    add("two parts", parts[0] + "." + parts[1]);
    add("no signature", parts[0] + "." + parts[1] + ".");
    add("four parts", good + ".x");
    add("five parts", good + ".x.y");
    add("signature of another", parts[0] + "." + parts[1] + "." + other.split("\\.", -1)[2], other);
    add("signature of zeros", parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length()));
    byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
    byte[] shorter = Arrays.copyOf(signature, signature.length - 1);
    add("signature cut", parts[0] + "." + parts[1] + "." + TokenForge.text(shorter));
    add("changed claims", parts[0] + "." + TokenForge.text(forge.with("x", "1")) + "." + parts[2]);
    add("JSON", "{\"payload\":\"" + parts[1] + "\"}");
    add("too long", good + "A".repeat(4096));
  }
}
