package dev.homeroom.auth;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.time.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The valid keys, for verifying: a token of an unknown key may have been signed by an instance that
 * knows more, so it is looked up once more after a poll. Whatever the number of such tokens, they
 * cause at most two polls a second, and at most eight of them wait.
 *
 * <p>If Redis is down: nothing changes. If the database is away: a token of an unknown key cannot
 * be judged.
 */
@ApplicationScoped
class AwaitedKeys implements KeyPairs {
  static final Duration EVERY = Duration.ofMillis(500);
  static final int MAX_WAITING = 8;

  @Inject SigningKeys keys;
  @Inject KnownGenerations generations;
  @Inject Ticker ticker;

  private final Semaphore places = new Semaphore(MAX_WAITING);
  private final AtomicLong polls = new AtomicLong();

  // Guarded by this.
  private long lastNanos;
  private boolean polled;

  @Override
  public SigningKey signing() {
    return keys.signing();
  }

  /**
   * {@inheritDoc} Waits for a poll, for at most 2 s, if there is no key of this name.
   *
   * @throws ProblemException DATABASE_AWAY if there is none, and this instance may be behind
   */
  @Override
  public @Nullable PublicKey verifying(String kid) {
    PublicKey key = keys.verifying(kid);
    if (key != null || isHere(kid)) {
      return key;
    }
    if (places.tryAcquire()) {
      try {
        await();
      } finally {
        places.release();
      }
    }
    if (!isHere(kid) && !generations.isRecent()) {
      throw new ProblemException(
          ErrorCode.DATABASE_AWAY, "The access token cannot be checked at the moment.");
    }
    return keys.verifying(kid);
  }

  private void await() {
    if (!generations.isRecent()) {
      generations.awaitRecentOrAway();
    } else {
      if (takeTurn()) {
        generations.doubt(List.of(KeyChanges.TAG), false);
      }
      generations.awaitSettled(List.of(KeyChanges.TAG));
    }
  }

  /** Returns whether half a second has passed since the last poll that was asked for here. */
  private synchronized boolean takeTurn() {
    long now = ticker.nanos();
    if (polled && now - lastNanos < EVERY.toNanos()) {
      return false;
    }
    polled = true;
    lastNanos = now;
    polls.incrementAndGet();
    return true;
  }

  /** Returns the number of polls that tokens of unknown keys have caused. */
  long polls() {
    return polls.get();
  }

  /** {@inheritDoc} Waits for nothing. */
  @Override
  public @Nullable PublicKey known(String kid) {
    return keys.known(kid);
  }

  private boolean isHere(String kid) {
    return keys.known(kid) != null;
  }

  @Override
  public List<VerificationKey> all() {
    return keys.all();
  }
}
