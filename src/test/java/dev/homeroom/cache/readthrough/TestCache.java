package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.generations.PollResult;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.GenerationWriter;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.cache.spi.ValueFormat;
import dev.homeroom.time.Ticker;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** Builds cache services by constructor, and those with a planted mistake. */
public final class TestCache {
  private TestCache() {}

  /** As shipped. */
  public static CacheService real(Parts parts, Tier tier) {
    return new ReadThrough(
        parts, tiers(parts, tier), threads(), CacheFixture.PATIENT, LoadGuard.NONE);
  }

  /** Returns a service with this tier for readers alone; all generations are known and 0. */
  public static CacheService readOnly(Clock clock, Tier tier) {
    Generations generations = new Generations(clock, () -> 0, GenerationLimits.SHIPPED);
    generations.complete(generations.begin(), new PollResult(Map.of(), false, Map.of(), Set.of()));
    Parts parts =
        parts(generations, new NoWriter(), new JsonFormat(), clock, () -> 0, CacheRecorder.none());
    return real(parts, tier);
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

  /** With every region as it was declared, and each TTL at its full length. */
  public static Parts parts(
      KnownGenerations known,
      GenerationWriter writer,
      ValueFormat format,
      Clock clock,
      Ticker ticker,
      CacheRecorder recorder) {
    return new Parts(known, writer, format, clock, ticker, recorder, RegionTtls.DECLARED, () -> 0);
  }

  /** One tier alone. */
  static Tiers tiers(Tier memory, CacheRecorder recorder) {
    Sharing alone = new Sharing(() -> false, () -> 1, true, Runnable::run, Runnable::run);
    return new Tiers(memory, memory, alone, recorder);
  }

  private static Tiers tiers(Parts parts, Tier tier) {
    return tiers(tier, parts.recorder());
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
