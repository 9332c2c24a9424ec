package dev.homeroom.auth;

import dev.homeroom.cache.BackgroundWriter;
import dev.homeroom.time.UtcText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tells other programs, through Redis, which tokens are revoked: {@code blacklist:{digest}}. Nobody
 * here reads it; the truth is the table of revocations.
 *
 * <p>If Redis is down: they are not told until it is back; then of all that are live.
 */
@ApplicationScoped
class RevocationPublisher {
  @Inject BackgroundWriter writer;

  /** Tells of a revocation that is committed; does not wait. */
  void tell(Revocation revocation) {
    writer.write(note(revocation.digest(), RevocationSet.keptUntil(revocation.expires())));
  }

  /** Tells of all that are committed, now and whenever Redis may have lost them; does not wait. */
  void keepTelling(Supplier<Stream<RevocationSet.LiveRevocation>> committed) {
    writer.keepWritten(() -> committed.get().map(live -> note(live.digest(), live.until())));
  }

  private static BackgroundWriter.Note note(String digest, Instant until) {
    return new BackgroundWriter.Note(
        "d:blacklist:" + digest, "{\"until\":\"" + UtcText.of(until.toEpochMilli()) + "\"}", until);
  }
}
