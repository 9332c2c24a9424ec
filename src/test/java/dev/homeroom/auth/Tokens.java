package dev.homeroom.auth;

import dev.homeroom.users.Person;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys and tokens for tests: one RSA pair of 3,072 bits, made once. */
final class Tokens {
  static final AuthConfig CONFIG =
      new AuthConfig("homeroom", "homeroom", Duration.ofMinutes(15), null, false, 1);
  static final KeyPair PAIR = pair();
  static final Keys KEYS = new Keys();
  static final Person TEACHER = new Person("42", "Tamsin", "1", Set.of("TEACHER"), true);
  static final Map<String, Long> CUT =
      Map.of("cut:everyone", 7L, "cut:user:42", 0L, "cut:school:1", 9L, "cut:role:TEACHER", 3L);

  private Tokens() {}

  /** One key, which may be withdrawn. */
  static final class Keys implements KeyPairs {
    private volatile boolean withdrawn;

    void withdraw() {
      withdrawn = true;
    }

    @Override
    public SigningKey signing() {
      return new SigningKey("k1", PAIR.getPrivate());
    }

    @Override
    public @Nullable PublicKey verifying(String kid) {
      return kid.equals("k1") && !withdrawn ? PAIR.getPublic() : null;
    }

    @Override
    public List<VerificationKey> all() {
      return List.of(new VerificationKey("k1", PAIR.getPublic()));
    }
  }

  static String good() {
    return good(Clock.systemUTC());
  }

  static String good(Clock clock) {
    return new TokenIssuer(CONFIG, KEYS, clock, new SecureRandom()).issue(TEACHER, CUT);
  }

  static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(3072);
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
