package dev.homeroom.cache.reading;

import dev.homeroom.cache.CacheEntry;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheRecorder;
import dev.homeroom.cache.CacheRecorder.Refused;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Says whether an entry answers a key now. The only place that decides it, for every tier and for
 * reads of one key and of many.
 */
class EntryJudge {
  private final KnownGenerations known;
  private final Clock clock;
  private final CacheRecorder recorder;

  EntryJudge(KnownGenerations known, Clock clock, CacheRecorder recorder) {
    this.known = known;
    this.clock = clock;
    this.recorder = recorder;
  }

  Verdict judge(CacheKey<?> key, CacheEntry entry) {
    if (!isOwn(key, entry)) {
      recorder.countRefused(key.region(), Refused.KEY);
      return Verdict.GONE;
    }
    if (entry.shape() != key.region().shape()) {
      recorder.countRefused(key.region(), Refused.SHAPE);
      return Verdict.GONE;
    }
    long now = clock.millis();
    if (now >= entry.staleUntilMillis()) {
      return Verdict.GONE;
    }
    boolean recent = known.isRecent() || known.awaitRecent();
    // In this order: stamps are compared with what is known after the wait.
    Stamps stamps = entry.stamps();
    if (!stamps.areCurrent() && !settledAndCurrent(stamps)) {
      recorder.countRefused(key.region(), Refused.STAMP);
      return known.databaseAway() ? Verdict.MISS : Verdict.GONE;
    }
    return byTime(entry, now, recent);
  }

  /** Returns whether the entry names the key that was asked for. */
  protected boolean isOwn(CacheKey<?> key, CacheEntry entry) {
    return entry.key().equals(key.text());
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

  private Verdict byTime(CacheEntry entry, long now, boolean recent) {
    if (now >= entry.freshUntilMillis()) {
      return known.databaseAway() ? Verdict.STALE : Verdict.MISS;
    }
    return recent ? Verdict.HIT : Verdict.STALE;
  }
}
