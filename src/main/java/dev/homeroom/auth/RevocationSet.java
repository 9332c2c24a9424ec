package dev.homeroom.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The revocations that this instance knows: all live ones, once it is loaded. A revocation is
 * removed only after its token has expired, so that a poll never un-revokes a token.
 */
final class RevocationSet {
  /**
   * How long a revocation is kept after {@code exp} and skew, for clocks and polls that are late.
   */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private static final long CLEAN_NANOS = Duration.ofSeconds(10).toNanos();

  private final Clock clock;
  private final LongSupplier ticker;
  private final Map<String, Long> keptUntilMillis = new ConcurrentHashMap<>();
  private volatile boolean loaded;
  private volatile long readNanos;
  private long cleanedNanos;

  RevocationSet(Clock clock, LongSupplier ticker) {
    this.clock = clock;
    this.ticker = ticker;
    this.cleanedNanos = ticker.getAsLong();
    this.readNanos = cleanedNanos;
  }

  /** Adds a token, which is refused until its expiry plus the clock skew and a margin. */
  void add(String digest, Instant expires) {
    long until = keptUntil(expires).toEpochMilli();
    if (until > clock.millis()) {
      keptUntilMillis.merge(digest, until, Math::max);
    }
  }

  /** Returns until when a token is refused: its expiry plus the clock skew and a margin. */
  static Instant keptUntil(Instant expires) {
    return expires.plus(AuthConfig.SKEW).plus(MARGIN);
  }

  /** Returns the {@code exp} before which no token needs to be refused any more. */
  Instant oldestExpiry() {
    return clock.instant().minus(AuthConfig.SKEW).minus(MARGIN);
  }

  boolean contains(String digest) {
    return keptUntilMillis.containsKey(digest);
  }

  /** A revoked token. */
  record LiveRevocation(String digest, Instant until) {}

  /** Returns all refused tokens; others may be added while the stream is read. */
  Stream<LiveRevocation> live() {
    long now = clock.millis();
    return keptUntilMillis.entrySet().stream()
        .filter(entry -> entry.getValue() > now)
        .map(entry -> new LiveRevocation(entry.getKey(), Instant.ofEpochMilli(entry.getValue())));
  }

  /** Notes that the table, or its changed rows, have been read. */
  void readAt(long beganNanos) {
    readNanos = beganNanos;
    loaded = true;
    if (ticker.getAsLong() - cleanedNanos >= CLEAN_NANOS) {
      cleanedNanos = ticker.getAsLong();
      long now = clock.millis();
      keptUntilMillis.values().removeIf(until -> until <= now);
    }
  }

  /** Returns whether the table has ever been read; before that no token can be judged. */
  boolean isLoaded() {
    return loaded;
  }

  /** Returns the time since the last poll began; since the start if there was none. */
  Duration age() {
    return Duration.ofNanos(ticker.getAsLong() - readNanos);
  }

  int size() {
    return keptUntilMillis.size();
  }
}
