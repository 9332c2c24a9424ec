package dev.homeroom.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The revocations that this instance knows: all live ones, once it was loaded. It only ever grows,
 * until a token has expired: nothing that a poll misses is un-revoked by it.
 */
final class RevocationSet {
  /** Beyond {@code exp} and skew, for clocks and polls that are late */
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

  /** Refuses a token from now on, until it has expired for everybody. */
  void add(String digest, Instant expires) {
    long until = keptUntil(expires).toEpochMilli();
    if (until > clock.millis()) {
      keptUntilMillis.merge(digest, until, Math::max);
    }
  }

  /** Returns until when a token is refused: then it has expired by every clock. */
  static Instant keptUntil(Instant expires) {
    return expires.plus(AuthConfig.SKEW).plus(MARGIN);
  }

  /** Returns the {@code exp} before which a token is accepted by no clock any more. */
  Instant oldestExpiry() {
    return clock.instant().minus(AuthConfig.SKEW).minus(MARGIN);
  }

  boolean contains(String digest) {
    return keptUntilMillis.containsKey(digest);
  }

  /**
   * A token that is refused.
   *
   * @param until when it has expired by every clock
   */
  record LiveRevocation(String digest, Instant until) {}

  /** Returns all that are refused now; others may be added while it is read. */
  Stream<LiveRevocation> live() {
    long now = clock.millis();
    return keptUntilMillis.entrySet().stream()
        .filter(entry -> entry.getValue() > now)
        .map(entry -> new LiveRevocation(entry.getKey(), Instant.ofEpochMilli(entry.getValue())));
  }

  /** Notes that the whole table, or what changed in it, has been read now. */
  void readAt(long beganNanos) {
    readNanos = beganNanos;
    loaded = true;
    if (ticker.getAsLong() - cleanedNanos >= CLEAN_NANOS) {
      cleanedNanos = ticker.getAsLong();
      long now = clock.millis();
      keptUntilMillis.values().removeIf(until -> until <= now);
    }
  }

  /** Returns whether the table has ever been read: before that nothing can be said. */
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
