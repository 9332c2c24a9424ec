package dev.homeroom.cache.readthrough;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Loader;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.readthrough.CacheFixture.Maker;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.Tier;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Six promises of reading, each beside a planted mistake that must break it. */
class ReadingMistakesTest {
  private static final Maker SHIPPED = ReadThrough::new;

  private static void isFound(ThrowingCallable scenario) {
    assertThatThrownBy(scenario).isInstanceOf(AssertionError.class);
  }

  @Test
  void listenerLost_nearCopiesAnswer() {
    ReadingScenarios.nearCopiesOutliveTheListener((memory, listening) -> memory);
  }

  @Test
  void plantedMistake_nearCopiesDroppedWithTheListener_isFound() {
    isFound(() -> ReadingScenarios.nearCopiesOutliveTheListener(DroppingWithTheListener::new));
  }

  /** Planted: memory that knows nothing any more once nobody listens, as clients of Redis do it. */
  private record DroppingWithTheListener(Tier memory, BooleanSupplier listening) implements Tier {
    private Tier kept(Collection<String> keys) {
      if (!listening.getAsBoolean()) {
        memory.removeAll(keys);
      }
      return memory;
    }

    @Override
    public Source source() {
      return memory.source();
    }

    @Override
    public List<@Nullable CacheEntry> getAll(List<? extends CacheKey<?>> keys) {
      return kept(keys.stream().map(CacheKey::text).toList()).getAll(keys);
    }

    @Override
    public @Nullable CacheEntry get(CacheKey<?> key) {
      return kept(List.of(key.text())).get(key);
    }

    @Override
    public void put(CacheEntry entry) {
      memory.put(entry);
    }

    @Override
    public void removeAll(Collection<String> keys) {
      memory.removeAll(keys);
    }

    @Override
    public long size() {
      return memory.size();
    }
  }

  @Test
  void invalidatedWhileItsLoadFails_isNotStale() {
    ReadingScenarios.neverStaleAfterAnInvalidation(SHIPPED);
  }

  @Test
  void plantedMistake_staleAfterAnInvalidation_isFound() {
    isFound(
        () ->
            ReadingScenarios.neverStaleAfterAnInvalidation(
                judgedBy(
                    of ->
                        new EntryJudge(of) {
                          @Override
                          protected boolean isUntouched(CacheEntry entry) {
                            return true;
                          }
                        })));
  }

  private static Maker judgedBy(Function<Parts, EntryJudge> judge) {
    return (parts, tiers, threads, limits, guard) ->
        new ReadThrough(parts, tiers, threads, limits, guard) {
          @Override
          EntryJudge judge(Parts of) {
            return judge.apply(of);
          }
        };
  }

  @Test
  void refresh_anotherInstanceLoadedIt_isTakenFromRedis() {
    ReadingScenarios.refreshLooksIntoRedisFirst(SHIPPED);
  }

  @Test
  void plantedMistake_refreshThatSkipsRedis_isFound() {
    Maker skipping =
        (parts, tiers, threads, limits, guard) ->
            new ReadThrough(parts, tiers, threads, limits, guard) {
              @Override
              EarlyRefresh early(Parts of, FailedLoads failures, SingleFlight by) {
                return new EarlyRefresh(of.known(), failures, by) {
                  @Override
                  protected LoadRequirement requirement(CacheEntry entry) {
                    return new LoadRequirement(
                        entry.loadedMillis() + 1, false, false, false, 0, null);
                  }
                };
              }
            };
    isFound(() -> ReadingScenarios.refreshLooksIntoRedisFirst(skipping));
  }

  @Test
  void jitter_onlyShortens() {
    ReadingScenarios.livesAreNeverLonger(SHIPPED);
  }

  @Test
  void plantedMistake_jitterThatLengthens_isFound() {
    Maker lengthening =
        (parts, tiers, threads, limits, guard) ->
            new ReadThrough(parts, tiers, threads, limits, guard) {
              @Override
              Loading loading(Parts of, Tiers into, EntryJudge by, LoadGuard under) {
                return new Loading(of, into, by, under) {
                  @Override
                  protected long lifetime(Region<?> region, long ttlMillis) {
                    return 2 * ttlMillis - super.lifetime(region, ttlMillis);
                  }
                };
              }
            };
    isFound(() -> ReadingScenarios.livesAreNeverLonger(lengthening));
  }

  @Test
  void absent_created_isFoundAtOnce() {
    ReadingScenarios.creationEndsANegativeAnswer(SHIPPED);
  }

  @Test
  void plantedMistake_negativeAnswerThatOutlivesTheCreation_isFound() {
    isFound(
        () ->
            ReadingScenarios.creationEndsANegativeAnswer(
                judgedBy(
                    of ->
                        new EntryJudge(of) {
                          @Override
                          EntryVerdict judge(CacheKey<?> key, CacheEntry entry, long now) {
                            return entry.isAbsent() && now < entry.freshUntilMillis()
                                ? EntryVerdict.HIT
                                : super.judge(key, entry, now);
                          }
                        })));
  }

  @Test
  void manyOnAColdKey_areOneLoad() throws Exception {
    ReadingScenarios.oneLoadForAll(SHIPPED);
  }

  @Test
  void plantedMistake_oneLoadPerCaller_isFound() {
    Maker each =
        (parts, tiers, threads, limits, guard) ->
            new ReadThrough(parts, tiers, threads, limits, guard) {
              @Override
              SingleFlight singleFlight(
                  LoadThreads on, Loading by, BulkLoading bulk, FailedLoads failures) {
                return new SingleFlight(on, by, bulk, parts, failures) {
                  @Override
                  <T> JoinedLoad join(
                      CacheKey<T> key, Loader<T> loader, LoadRequirement requirement) {
                    Load<T> own = new Load<>(key, loader, requirement);
                    // Of a kind of its own each: what is shared between kinds is not tested here.
                    on.execute(
                        new LoadShares.Work(
                            String.valueOf(System.identityHashCode(own)),
                            true,
                            true,
                            () -> own.end(by.load(own), null),
                            () -> {}));
                    return new JoinedLoad(own, false, false);
                  }
                };
              }
            };
    isFound(() -> ReadingScenarios.oneLoadForAll(each));
  }
}
