package dev.homeroom.auth;

import dev.homeroom.users.Person;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Issues access tokens: RS256, in the form of RFC 9068. */
final class TokenIssuer {
  private final AuthConfig config;
  private final KeyPairs keys;
  private final Clock clock;
  private final SecureRandom random;

  TokenIssuer(AuthConfig config, KeyPairs keys, Clock clock, SecureRandom random) {
    this.config = config;
    this.keys = keys;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Returns a token.
   *
   * @param cut the person's cut-offs, which were read before the person was
   * @param sid the session's claim
   * @param loggedIn when the password was given
   */
  String issue(Person person, StoredCut cut, String sid, Instant loggedIn) {
    JwtClaims claims = new JwtClaims();
    long now = clock.instant().getEpochSecond();
    claims.setIssuer(config.issuer());
    claims.setAudience(config.audience());
    claims.setSubject(person.id());
    claims.setJwtId(RandomText.of(random, RandomText.IDENTIFIER_BYTES));
    claims.setIssuedAt(NumericDate.fromSeconds(now));
    claims.setExpirationTime(NumericDate.fromSeconds(now + config.lifetime().toSeconds()));
    claims.setStringListClaim("groups", new ArrayList<>(person.roles()));
    if (person.schoolId() != null) {
      claims.setStringClaim("school", person.schoolId());
    }
    claims.setStringClaim("sid", sid);
    claims.setClaim("auth_time", loggedIn.getEpochSecond());
    // As text: the numbers pass 2 to the 53rd, where JSON readers begin to round.
    Map<String, String> numbers = new TreeMap<>();
    cut.numbers().forEach((tag, generation) -> numbers.put(tag, Long.toString(generation)));
    claims.setClaim("cut", numbers);
    return signed(claims.toJson());
  }

  private String signed(String payload) {
    KeyPairs.SigningKey key = keys.signing();
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setKeyIdHeaderValue(key.kid());
    signature.setHeader("typ", TokenReader.TYPE);
    signature.setPayload(payload);
    signature.setKey(key.key());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("the signing key does not sign", e);
    }
  }
}
