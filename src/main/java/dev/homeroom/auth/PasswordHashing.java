package dev.homeroom.auth;

import dev.homeroom.http.CallerPresence;
import dev.homeroom.time.Ticker;
import dev.homeroom.users.PasswordHashes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.text.Normalizer;
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

  private static final int MAX_RETRY_SECONDS = 3;

  private final SecureRandom random = new SecureRandom();
  private final PasswordHash nobodys = PasswordHash.ofNobody(random);
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
    return PasswordHash.of(normalised(password), random).text();
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
    return PasswordHash.parse(hash).map(PasswordHash::isOutdated).orElse(false);
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
   * Returns whether a password matches a hash; call it {@link #inTurn}. Without a hash, and with a
   * text that is none, it does the same work with a made-up one, so that the time does not reveal
   * whether there is an account.
   */
  boolean matches(String password, @Nullable String hash) {
    PasswordHash stored = hash == null ? null : PasswordHash.parse(hash).orElse(null);
    PasswordHash checked = stored == null ? nobodys : stored;
    return checked.isOf(normalised(password)) && stored != null;
  }
}
