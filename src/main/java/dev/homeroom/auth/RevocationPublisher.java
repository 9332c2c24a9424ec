package dev.homeroom.auth;

import dev.homeroom.auth.Revocation.EndedSession;
import dev.homeroom.cache.BackgroundWriter;
import dev.homeroom.time.UtcText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Publishes the revoked tokens and sessions to other programs through Redis: {@code
 * blacklist:{digest}}, the digest of issuer and {@code jti} or {@code sid}. Homeroom does not read
 * it; the table of revocations is the truth.
 *
 * <p>If Redis is down: nothing is published; when it is back, all live revocations are.
 */
@ApplicationScoped
class RevocationPublisher {
  @Inject BackgroundWriter writer;

  /** Publishes a committed revocation; does not wait. */
  void tell(Revocation revocation) {
    if (!revocation.isOfSession()) {
      writer.write(note(revocation.digest(), RevocationSet.keptUntil(revocation.expires())));
    }
    EndedSession session = revocation.session();
    if (session != null) {
      writer.write(note(session.digest(), RevocationSet.keptUntil(session.expires())));
    }
  }

  /** Publishes committed revocations, now and whenever Redis may have lost them; does not wait. */
  void keepTelling(Supplier<Stream<RevocationSet.LiveRevocation>> committed) {
    writer.keepWritten(() -> committed.get().map(live -> note(live.digest(), live.until())));
  }

  private static BackgroundWriter.RedisNote note(String digest, Instant until) {
    return new BackgroundWriter.RedisNote(
        "d:blacklist:" + digest, "{\"until\":\"" + UtcText.of(until.toEpochMilli()) + "\"}", until);
  }
}
