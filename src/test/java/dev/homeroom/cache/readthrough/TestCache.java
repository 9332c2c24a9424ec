package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.Tier;

/** Builds cache services by constructor, and those with a planted mistake. */
public final class TestCache {
  private TestCache() {}

  /** As shipped. */
  public static CacheService real(Parts parts, Tier tier) {
    return new ReadThrough(
        parts, tiers(parts, tier), threads(), CacheFixture.PATIENT, LoadGuard.NONE);
  }

  /** As shipped, with a shared tier that is in use. */
  public static CacheService sharing(Parts parts, Tier memory, Tier shared) {
    Sharing sharing = new Sharing(() -> true, () -> 1, true, Runnable::run, Runnable::run);
    Tiers tiers = new Tiers(memory, shared, sharing, parts.recorder());
    return new ReadThrough(parts, tiers, threads(), CacheFixture.PATIENT, LoadGuard.NONE);
  }

  /** Planted: the entry carries the generations of after the load. */
  public static CacheService stampingAfterTheLoad(Parts parts, Tier tier) {
    return new ReadThrough(
        parts, tiers(parts, tier), threads(), CacheFixture.PATIENT, LoadGuard.NONE) {
      @Override
      Loading loading(Parts of, Tiers into, EntryJudge by, LoadGuard under) {
        return new Loading(of, into, by, under) {
          @Override
          protected Stamps stampsAfter(CacheKey<?> key, Stamps takenBefore) {
            of.known().awaitSettled(key.tags());
            return of.known().stampsOf(key.tags());
          }
        };
      }
    };
  }

  /** Planted: an entry is answered whatever key it names. */
  public static CacheService believingAnyKey(Parts parts, Tier tier) {
    return new ReadThrough(
        parts, tiers(parts, tier), threads(), CacheFixture.PATIENT, LoadGuard.NONE) {
      @Override
      EntryJudge judge(Parts of) {
        return new EntryJudge(of) {
          @Override
          protected boolean isOwn(CacheKey<?> key, CacheEntry entry) {
            return true;
          }
        };
      }
    };
  }

  private static Tiers tiers(Parts parts, Tier tier) {
    return Tiers.of(tier, parts.recorder());
  }

  private static LoadThreads threads() {
    return new LoadThreads(
        CacheFixture.PATIENT.threads(),
        CacheFixture.PATIENT.queue(),
        work -> {
          Thread thread = new Thread(work, "loader");
          thread.setDaemon(true);
          return thread;
        });
  }
}
