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
  private final HashingBulkhead bulkhead;

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
        CallerPresence.ASSUMED,
        LoginDeadline.LONGEST_WAIT,
        () -> ARGON2ID.hash(password).getResult());
  }

  /**
   * Runs a login's look-up and check when it is its turn, so that a refused login has read nothing.
   *
   * @throws dev.homeroom.http.ProblemException OVERLOADED if too many wait, or for too long
   */
  <T> T inTurn(CallerPresence caller, LoginDeadline deadline, Supplier<T> check) {
    return bulkhead.run(caller, deadline.leftToWait(), check);
  }

  /** Returns the number of logins that wait for their turn. */
  int waiting() {
    return bulkhead.waiting();
  }

  /**
   * Returns whether a password has a hash; call it {@link #inTurn}. Without a hash it does the same
   * work with a made-up one, so that the time does not reveal whether there is an account.
   */
  boolean matches(String password, @Nullable String hash) {
    return check(password, hash == null ? nobodysHash : hash) && hash != null;
  }

  private static boolean check(String password, String hash) {
    try {
      return Argon2Function.getInstanceFromHash(hash).check(password, hash);
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
