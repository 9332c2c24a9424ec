package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheRecorder.Refused;
import java.util.ArrayList;
import java.util.List;

/** Decides whether an entry answers a key now, in every tier. May wait 300 ms for a poll. */
class EntryJudge {
  private final KnownGenerations known;
  private final WallClock clock;
  private final CacheRecorder recorder;
  private final StaleRules rules;

  EntryJudge(Parts parts) {
    this.known = parts.known();
    this.clock = new WallClock(parts.clock(), parts.ticker());
    this.recorder = parts.recorder();
    this.rules = new StaleRules(known);
  }

  /** Judges an entry at a time that was just read, in ms since 1970. */
  EntryVerdict judge(CacheKey<?> key, CacheEntry entry, long now) {
    if (!isOwn(key, entry)) {
      recorder.countRefused(key.region(), Refused.KEY);
      return EntryVerdict.GONE;
    }
    if (entry.shape() != key.region().shape()) {
      recorder.countRefused(key.region(), Refused.SHAPE);
      return EntryVerdict.GONE;
    }
    if (now >= entry.staleUntilMillis()) {
      return EntryVerdict.GONE;
    }
    boolean recent = known.isRecent(now) || known.awaitRecent();
    // In this order: stamps are compared with what is known after the wait.
    if (!isCurrent(entry)) {
      recorder.countRefused(key.region(), Refused.STAMP);
      return known.databaseAway() ? EntryVerdict.MISS : EntryVerdict.GONE;
    }
    boolean fresh = isFresh(entry, now);
    return recent && fresh ? EntryVerdict.HIT : rules.verdict(key.region().dataClass(), !fresh);
  }

  /** Returns whether {@link #judge} would find a hit, without a wait. Counts nothing. */
  boolean isHitAtOnce(CacheKey<?> key, CacheEntry entry, long now) {
    return isOwn(key, entry)
        && entry.shape() == key.region().shape()
        && known.isRecent(now)
        && (entry.wasCurrentAt(known.changes()) || entry.stamps().areCurrent())
        && isFresh(entry, now);
  }

  /** Returns whether an entry is within its time, as far as anybody can tell from the clock. */
  private boolean isFresh(CacheEntry entry, long now) {
    int setting = clock.setting(now);
    if (!entry.isFresh(now) || !entry.keepsTimeUnder(setting)) {
      return false;
    }
    if (!entry.isTimed()) {
      entry.timedUnder(setting);
    }
    return true;
  }

  /** Notes on a new entry that its times were just taken; {@code now} in ms since 1970. */
  void timed(CacheEntry entry, long now) {
    entry.timedUnder(clock.setting(now));
  }

  /** Returns whether the entry names the key that was asked for. */
  protected boolean isOwn(CacheKey<?> key, CacheEntry entry) {
    return entry.key().equals(key.text());
  }

  /** Compares stamps only if anything has changed since they were compared last. */
  private boolean isCurrent(CacheEntry entry) {
    long changes = known.changes();
    if (entry.wasCurrentAt(changes)) {
      return true;
    }
    if (entry.stamps().areCurrent()) {
      entry.currentAt(changes);
      return true;
    }
    return settledAndCurrent(entry.stamps());
  }

  /** Looks once more, when the doubts are settled and what this instance is behind in is read. */
  private boolean settledAndCurrent(Stamps stamps) {
    List<Tag> ahead = stamps.ahead();
    if (!ahead.isEmpty()) {
      known.doubt(ahead, false);
    }
    List<Tag> tags = new ArrayList<>(stamps.size());
    for (int i = 0; i < stamps.size(); i++) {
      tags.add(new Tag(stamps.tag(i)));
    }
    known.awaitSettled(tags);
    return stamps.areCurrent();
  }

  /**
   * Returns whether an entry may be served as stale after its load failed or while that takes too
   * long; false for an entry that is invalidated or in doubt.
   */
  boolean mayBeStale(CacheKey<?> key, CacheEntry entry) {
    if (clock.millis() >= entry.staleUntilMillis() || !isUntouched(entry)) {
      return false;
    }
    return rules.mayAnswerForALoad(key.region().dataClass());
  }

  /** Returns whether nothing that it was made of has changed; a seam for planted mistakes. */
  protected boolean isUntouched(CacheEntry entry) {
    return entry.stamps().areCurrent();
  }
}
