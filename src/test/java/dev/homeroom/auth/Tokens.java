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
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keys and tokens for tests: RSA pairs of 2,048 bits, since longer ones sign slowly. */
final class Tokens {
  static final AuthConfig CONFIG =
      new AuthConfig(
          "homeroom", "homeroom", Duration.ofMinutes(15), SessionTimes.SHIPPED, null, false, 1);

  /** How many pairs there are: making one takes up to a second. */
  private static final int PAIRS = 4;

  private static final Map<Integer, KeyPair> MADE = new ConcurrentHashMap<>();
  static final KeyPair PAIR = pair(0);
  static final Keys KEYS = new Keys(PAIR);
  static final Person TEACHER = new Person("42", "Tamsin", "1", Set.of("TEACHER"), true);
  static final Map<String, Long> CUT =
      Map.of("cut:everyone", 7L, "cut:user:42", 0L, "cut:school:1", 9L, "cut:role:TEACHER", 3L);

  private Tokens() {}

  /** One key, which may be withdrawn. */
  static final class Keys implements KeyPairs {
    private final KeyPair pair;
    private volatile boolean withdrawn;

    Keys(KeyPair pair) {
      this.pair = pair;
    }

    void withdraw() {
      withdrawn = true;
    }

    @Override
    public SigningKey signing() {
      return new SigningKey("k1", pair.getPrivate());
    }

    @Override
    public @Nullable PublicKey verifying(String kid) {
      return kid.equals("k1") && !withdrawn ? pair.getPublic() : null;
    }

    @Override
    public @Nullable PublicKey known(String kid) {
      return kid.equals("k1") ? pair.getPublic() : null;
    }

    @Override
    public List<VerificationKey> all() {
      return List.of(new VerificationKey("k1", pair.getPublic()));
    }
  }

  static String good() {
    return good(Clock.systemUTC());
  }

  static String good(Clock clock) {
    return issue(KEYS, clock, TEACHER, CUT);
  }

  /** Issues a token of a session of its own. */
  static String issue(KeyPairs keys, Clock clock, Person person, Map<String, Long> cut) {
    SecureRandom random = new SecureRandom();
    return new TokenIssuer(CONFIG, keys, clock, random)
        .issue(person, new StoredCut(cut), "sid-" + random.nextInt(1_000_000_000), clock.instant());
  }

  /**
   * Returns a pair by its number, made once; of neighbouring numbers, up to four, none is equal.
   */
  static KeyPair pair(int number) {
    return MADE.computeIfAbsent(number % PAIRS, missing -> made());
  }

  private static KeyPair made() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
