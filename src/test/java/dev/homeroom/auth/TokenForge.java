package dev.homeroom.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Makes tokens of any header and any claims, with the key of an installation or another. */
final class TokenForge {
  final String kid;
  final String header;
  final String claims;
  private final KeyPair own;

  /** Begins with a token of the installation and the key that signed it. */
  TokenForge(String token, KeyPair own) {
    this.own = own;
    this.header = decoded(token.split("\\.", -1)[0]);
    this.claims = decoded(token.split("\\.", -1)[1]);
    try {
      this.kid = String.valueOf(JsonUtil.parseJson(header).get("kid"));
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  KeyPair own() {
    return own;
  }

  /** Returns the claims with one of them as this JSON; without it if that is null. */
  String with(String claim, @Nullable String json) {
    return changed(claims, claim, json);
  }

  static String changed(String object, String member, @Nullable String json) {
    try {
      Map<String, Object> members = new LinkedHashMap<>(JsonUtil.parseJson(object));
      members.remove(member);
      String rest = JsonUtil.toJson(members);
      return json == null ? rest : added(rest, member, json);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns an object with one more member, at its end, whether it has it already or not. */
  static String added(String object, String member, String json) {
    String rest = object.substring(0, object.length() - 1);
    return rest + (rest.equals("{") ? "" : ",") + "\"" + member + "\":" + json + "}";
  }

  long seconds(String claim) {
    try {
      return ((Number) JsonUtil.parseJson(claims).get(claim)).longValue();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  String signed(String anyHeader, String anyClaims) {
    return signed(anyHeader, anyClaims, own.getPrivate(), "SHA256withRSA");
  }

  static String signed(String anyHeader, String anyClaims, PrivateKey key, String algorithm) {
    String input = text(anyHeader) + "." + text(anyClaims);
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + text(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns a token whose signature is a MAC with a key that everybody knows. */
  String mac(String algorithm, byte[] secret) {
    String input = text(changed(header, "alg", "\"" + algorithm + "\"")) + "." + text(claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA" + algorithm.substring(2));
      mac.init(new SecretKeySpec(secret, "HMAC"));
      return input + "." + text(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(String plain) {
    return text(plain.getBytes(StandardCharsets.UTF_8));
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
