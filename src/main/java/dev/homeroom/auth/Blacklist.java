package dev.homeroom.auth;

import dev.homeroom.cache.BackgroundWriter;
import dev.homeroom.cache.UtcText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/**
 * Tells other programs, through Redis, which tokens are revoked: {@code blacklist:{digest}}. Nobody
 * here reads it; the truth is the table of revocations.
 *
 * <p>If Redis is down: they are not told.
 */
@ApplicationScoped
class Blacklist {
  @Inject BackgroundWriter writer;

  /** Tells of a revocation that is committed; does not wait. */
  void tell(Revocation revocation) {
    Instant until = RevocationSet.keptUntil(revocation.expires());
    writer.write(
        "d:blacklist:" + revocation.digest(),
        "{\"until\":\"" + UtcText.of(until.toEpochMilli()) + "\"}",
        until);
  }
}
