package dev.homeroom.auth;

import com.password4j.Argon2Function;
import com.password4j.BadParametersException;
import com.password4j.types.Argon2;
import dev.homeroom.http.CallerPresence;
import dev.homeroom.time.Ticker;
import dev.homeroom.users.PasswordHashes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and checks passwords: Argon2id, 19 MiB, 2 passes, 1 lane (OWASP password storage; RFC
 * 9106), a few at once. If Redis is down: nothing changes.
 */
@ApplicationScoped
class PasswordHashing implements PasswordHashes {
  /** The greatest length of a password; longer ones are refused before they are hashed. */
  static final int MAX_LENGTH = 1024;

  private static final Argon2Function ARGON2ID =
      Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

  private static final int MAX_RETRY_SECONDS = 3;

  private final SecureRandom random = new SecureRandom();
  private final String nobodysHash = nobodysHash(random);
  final HashingBulkhead bulkhead;

  /** Makes the superclass of the container's proxy. */
  protected PasswordHashing() {
    this.bulkhead = new HashingBulkhead(1, () -> 0, () -> 1);
  }

  @Inject
  PasswordHashing(AuthConfig config, Ticker ticker) {
    this.bulkhead =
        new HashingBulkhead(config.hashes(), ticker, () -> 1 + random.nextInt(MAX_RETRY_SECONDS));
  }

  /** Returns a hash with a salt of its own, in the standard form {@code $argon2id$v=19$…}. */
  @Override
  public String hash(String password) {
    return bulkhead.run(
        CallerPresence.ASSUMED, null, LoginDeadline.LONGEST_WAIT, () -> hashInTurn(password));
  }

  /** As {@link #hash}, for callers that have a turn: call it {@link #inTurn}. */
  String hashInTurn(String password) {
    return ARGON2ID.hash(normalised(password)).getResult();
  }

  /**
   * Returns a password in form NFC, and otherwise as it was typed: some keyboards and systems send
   * é as one character and others as two (RFC 8265 §4.2.2; NIST SP 800-63B §3.1.1.2). Nothing else
   * is changed or cut, no space is trimmed.
   *
   * <p>There is no second try with the text as it came, for hashes from before there was NFC: until
   * then nobody could choose a password, except the demo's by a setting. A second hash would also
   * tell by its time which accounts have one.
   */
  static String normalised(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  /** Returns whether a hash was made with lower parameters than today's. */
  static boolean isOutdated(String hash) {
    try {
      Argon2Function made = Argon2Function.getInstanceFromHash(hash);
      return made.getMemory() < ARGON2ID.getMemory()
          || made.getIterations() < ARGON2ID.getIterations()
          || made.getOutputLength() < ARGON2ID.getOutputLength()
          || made.getVariant() != ARGON2ID.getVariant();
    } catch (BadParametersException e) {
      return false;
    }
  }

  /**
   * Runs a login's look-up and check when it is its turn, so that a refused login has read nothing.
   *
   * @param username the user name that it tries, of which at most one waits from one address
   * @throws dev.homeroom.http.ProblemException OVERLOADED if too many wait, or for too long
   */
  <T> T inTurn(CallerPresence caller, String username, LoginDeadline deadline, Supplier<T> check) {
    return bulkhead.run(caller, username, deadline.leftToWait(), check);
  }

  /**
   * Returns whether a password matches a hash; call it {@link #inTurn}. Without a hash it does the
   * same work with a made-up one, so that the time does not reveal whether there is an account.
   */
  boolean matches(String password, @Nullable String hash) {
    return check(password, hash == null ? nobodysHash : hash) && hash != null;
  }

  private static boolean check(String password, String hash) {
    try {
      return Argon2Function.getInstanceFromHash(hash).check(normalised(password), hash);
    } catch (BadParametersException e) {
      // Not a hash, as in an account without a password.
      return false;
    }
  }

  /** Returns a well-formed hash of random bytes, which is of no password. */
  private static String nobodysHash(SecureRandom random) {
    byte[] salt = new byte[16];
    byte[] hash = new byte[32];
    random.nextBytes(salt);
    random.nextBytes(hash);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=19456,t=2,p=1$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }
}
