package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.KnownGenerations;
import java.time.Duration;

/**
 * Decides by an entry's class of data whether it may answer while nothing says that it is right.
 */
final class StaleRules {
  /** The greatest age of known generations by which rights are answered. */
  private static final Duration LONGEST_FOR_RIGHTS = Duration.ofSeconds(30);

  private final KnownGenerations known;

  StaleRules(KnownGenerations known) {
    this.known = known;
  }

  /** Judges an entry that is past its time, or of which no recent poll says that it is right. */
  EntryVerdict verdict(DataClass data, boolean expired) {
    if (data == DataClass.CRITICAL) {
      return EntryVerdict.MISS;
    }
    boolean answers =
        known.databaseAway()
            ? mayAnswerWithoutTheDatabase(data)
            : !expired && data != DataClass.AUTHZ;
    return answers ? EntryVerdict.STALE : EntryVerdict.EXPIRED;
  }

  private boolean mayAnswerWithoutTheDatabase(DataClass data) {
    return data != DataClass.AUTHZ || known.age().compareTo(LONGEST_FOR_RIGHTS) <= 0;
  }

  /** Returns whether an entry may answer in place of a load that failed or takes too long. */
  boolean mayAnswerForALoad(DataClass data) {
    return switch (data) {
      case SHARED, COMPUTED -> true;
      case AUTHZ, LOCAL -> known.databaseAway() && mayAnswerWithoutTheDatabase(data);
      case CRITICAL -> false;
    };
  }
}
