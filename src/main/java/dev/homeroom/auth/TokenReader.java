package dev.homeroom.auth;

import java.security.PublicKey;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.Headers;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and verifies a token's text: spelling, algorithm, signature and claims. It does not judge
 * time and revocation, which change while the token stays the same.
 *
 * <p>The token's header does not choose the algorithm or the key (RFC 8725 §3.1): {@code kid} is an
 * index into our own keys; {@code jwk}, {@code jku}, {@code x5u} and {@code x5c} are ignored.
 */
final class TokenReader {
  /** The greatest length of a token; longer texts are refused unread. */
  static final int MAX_LENGTH = 4096;

  /** The type in a token's header (RFC 9068 §2.1). */
  static final String TYPE = "at+jwt";

  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]{1,1024}\\.[A-Za-z0-9_-]{1,3072}\\.[A-Za-z0-9_-]{1,1024}");
  private static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final AlgorithmConstraints ONLY_RS256 =
      new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);

  private final KeysByName keys;
  private final ClaimsReader claims;

  /** Makes a reader of tokens of valid keys. */
  TokenReader(AuthConfig config, KeyPairs keys) {
    this(config, (KeysByName) keys::verifying);
  }

  private TokenReader(AuthConfig config, KeysByName keys) {
    this.keys = keys;
    this.claims = new ClaimsReader(config);
  }

  /**
   * Makes a reader that also takes keys that have ended or were withdrawn. Somebody else may have
   * signed with the latter, so its tokens prove nothing.
   */
  static TokenReader ofEveryKey(AuthConfig config, KeyPairs keys) {
    return new TokenReader(config, (KeysByName) keys::known);
  }

  private interface KeysByName {
    @Nullable PublicKey key(String kid);
  }

  /**
   * Returns the claims of a token.
   *
   * @throws TokenRefusedException if we did not sign it, or not in this spelling
   */
  TokenClaims read(String token) throws TokenRefusedException {
    if (token.length() > MAX_LENGTH || !FORM.matcher(token).matches()) {
      throw new TokenRefusedException("form");
    }
    requireOwnSpelling(token);
    try {
      return verified(token);
    } catch (JoseException e) {
      throw new TokenRefusedException("signature");
    }
  }

  private TokenClaims verified(String token) throws JoseException, TokenRefusedException {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmConstraints(ONLY_RS256);
    signature.setCompactSerialization(token);
    String name = keyName(signature.getHeaders());
    PublicKey key = keys.key(name);
    if (key == null) {
      throw new TokenRefusedException("kid");
    }
    signature.setKey(key);
    if (!signature.verifySignature()) {
      throw new TokenRefusedException("signature");
    }
    return claims.read(name, signature.getPayload());
  }

  /**
   * Returns the name of the key in a header of ours. Checks each member's type, since the library
   * casts them unchecked; and the library takes an empty {@code crit}, which is against RFC 7515
   * §4.1.11.
   */
  private static String keyName(Headers headers) throws TokenRefusedException {
    if (!AlgorithmIdentifiers.RSA_USING_SHA256.equals(headers.getObjectHeaderValue("alg"))) {
      throw new TokenRefusedException("alg");
    }
    if (headers.getObjectHeaderValue("crit") != null) {
      throw new TokenRefusedException("crit");
    }
    if (!TYPE.equals(headers.getObjectHeaderValue("typ"))) {
      throw new TokenRefusedException("typ");
    }
    Object kid = headers.getObjectHeaderValue("kid");
    if (!(kid instanceof String name) || !KID.matcher(name).matches()) {
      throw new TokenRefusedException("kid");
    }
    return name;
  }

  /** Refuses texts whose last characters carry bits that decode to nothing (RFC 4648 §3.5). */
  private static void requireOwnSpelling(String token) throws TokenRefusedException {
    for (String part : token.split("\\.", -1)) {
      try {
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
          throw new TokenRefusedException("spelling");
        }
      } catch (IllegalArgumentException e) {
        throw new TokenRefusedException("spelling");
      }
    }
  }
}
