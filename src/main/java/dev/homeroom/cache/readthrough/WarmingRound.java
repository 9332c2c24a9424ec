package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.Answer;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.WarmUp;
import dev.homeroom.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One round of warming: at most 50 entries, 4 at once, for at most 5 s. What a tier has is not
 * loaded; what memory has and Redis has not is given to Redis. Fails open: what cannot be warmed is
 * loaded by its first reader.
 */
final class WarmingRound implements Runnable {
  static final int MOST_ENTRIES = 50;
  static final int AT_ONCE = 4;
  static final Duration LONGEST = Duration.ofSeconds(5);

  private static final System.Logger LOGGER = System.getLogger(WarmingRound.class.getName());

  private final CacheService cache;
  private final Iterable<WarmUp> warmUps;
  private final Ticker ticker;

  WarmingRound(CacheService cache, Iterable<WarmUp> warmUps, Ticker ticker) {
    this.cache = cache;
    this.warmUps = warmUps;
    this.ticker = ticker;
  }

  @Override
  public void run() {
    try {
      List<ReadRequest<?>> wanted = wanted();
      List<Throwable> failures = warm(wanted);
      LOGGER.log(
          System.Logger.Level.DEBUG, "a round of warming has ended: {0} entries", wanted.size());
      if (!failures.isEmpty()) {
        String first = failures.get(0).getClass().getSimpleName();
        tell(failures.size() + " entries could not be loaded (" + first + ")");
      }
    } catch (RuntimeException e) {
      tell(e.getClass().getSimpleName());
    }
  }

  /** Returns why some could not be had; ends when none of those that were wanted at once could. */
  private List<Throwable> warm(List<ReadRequest<?>> wanted) {
    long begun = ticker.nanos();
    List<Throwable> failures = new ArrayList<>();
    for (int from = 0; from < wanted.size(); from += AT_ONCE) {
      if (ticker.nanos() - begun >= LONGEST.toNanos()) {
        tell(wanted.size() - from + " entries were left after " + LONGEST.toSeconds() + " s");
        return failures;
      }
      List<ReadRequest<?>> some = wanted.subList(from, Math.min(from + AT_ONCE, wanted.size()));
      int before = failures.size();
      for (Answer<?> answer : cache.getOrLoadEach(some)) {
        Throwable failure = answer.failure();
        if (failure != null) {
          failures.add(failure);
        }
      }
      if (failures.size() - before == some.size()) {
        return failures;
      }
    }
    return failures;
  }

  private static void tell(String why) {
    LOGGER.log(
        System.Logger.Level.INFO,
        "Warming is not complete: "
            + why
            + ". This means: the first readers of some figures load them themselves.");
  }

  private List<ReadRequest<?>> wanted() {
    List<ReadRequest<?>> all = new ArrayList<>();
    for (WarmUp one : warmUps) {
      int places = MOST_ENTRIES - all.size();
      all.addAll(one.wanted(places).stream().limit(places).toList());
    }
    return all;
  }
}
