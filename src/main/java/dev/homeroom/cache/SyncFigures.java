package dev.homeroom.cache;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was brought to Redis after outages, and what waits for the next time. All counts are since
 * the start.
 *
 * @param lastRecovery null before the first
 * @param keysUnlinked keys of commands that memory had changed, and that Redis was told to forget
 * @param differencesApplied counters that were raised by what memory had counted
 * @param criticalWritten critical keys that were written back
 * @param criticalFailed critical keys that could not be written back
 * @param attempts batches of critical keys that were sent, repeated ones among them
 * @param overflows how often the journal was full
 * @param journalDepth the keys, and beginnings of keys, in the journal now
 * @param journalAge of the oldest key in the journal; zero if it is empty
 */
public record SyncFigures(
    @Nullable Recovery lastRecovery,
    long keysUnlinked,
    long differencesApplied,
    long criticalWritten,
    long criticalFailed,
    long attempts,
    long overflows,
    int journalDepth,
    Duration journalAge) {
  /**
   * A return to Redis.
   *
   * @param at when Redis was in use again
   * @param duration from the first step of the journal
   * @param runIdChanged whether Redis had been restarted, or is another one
   */
  public record Recovery(Instant at, Duration duration, boolean runIdChanged) {}
}
