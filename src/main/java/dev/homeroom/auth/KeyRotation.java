package dev.homeroom.auth;

import dev.homeroom.audit.Actor;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Replaces and withdraws signing keys. A key pair is made before the transaction, since that takes
 * seconds on a busy machine, and by one request at a time.
 *
 * <p>If Redis is down: other instances know 2 s later at most. If the database is away: 503, and
 * nothing changes.
 */
@ApplicationScoped
class KeyRotation {
  private static final System.Logger LOGGER = System.getLogger(KeyRotation.class.getName());

  @Inject KeyChanges changes;
  @Inject KnownGenerations generations;
  @Inject AuthConfig config;

  private final SecureRandom random = new SecureRandom();
  private final Semaphore turn = new Semaphore(1);

  /** Makes key pairs; tests have some made before. */
  Supplier<NewKey> maker = this::make;

  /** Returns the keys, the newest first. */
  KeysView list() {
    return KeysView.of(changes.list());
  }

  /**
   * Replaces the current key, or withdraws one; returns the keys after that.
   *
   * @param withdraw the key that leaked, from now on refused here and within 2 s everywhere; null
   *     replaces the current one, which goes on verifying
   * @throws ProblemException CONFLICT while another rotation runs, and as {@link KeyChanges} has
   *     it; NOT_FOUND without such a key
   */
  KeysView rotate(Actor by, @Nullable String withdraw) {
    if (!turn.tryAcquire()) {
      throw new ProblemException(ErrorCode.CONFLICT, "Another rotation is under way.");
    }
    try {
      return KeysView.of(withdraw == null ? replaced(by) : withdrawn(by, withdraw));
    } finally {
      turn.release();
    }
  }

  private List<KeyRow> replaced(Actor by) {
    KeyChangeRules.requireReplaceable(changes.list());
    NewKey made = maker.get();
    List<KeyRow> after = changes.replace(made, by);
    LOGGER.log(System.Logger.Level.INFO, "The signing key {0} replaces the last one", made.kid());
    return settled(after);
  }

  private List<KeyRow> withdrawn(Actor by, String kid) {
    List<KeyRow> before = changes.list();
    KeyRow leaked = KeyChangeRules.get(before, kid);
    if (leaked.isWithdrawn()) {
      return before;
    }
    NewKey made = KeyChangeRules.needsNew(before, kid) ? maker.get() : null;
    List<KeyRow> after = changes.withdraw(kid, made, by);
    LOGGER.log(System.Logger.Level.INFO, "The signing key {0} is withdrawn", kid);
    return settled(after);
  }

  /** Waits until this instance has read the change: its answer says that it holds. */
  private List<KeyRow> settled(List<KeyRow> after) {
    generations.awaitSettled(List.of(KeyChanges.TAG));
    return after;
  }

  private NewKey make() {
    try {
      return NewKey.make(config.keySecret(), random);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key pair could not be made", e);
    }
  }
}
