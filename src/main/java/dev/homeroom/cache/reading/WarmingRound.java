package dev.homeroom.cache.reading;

import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Ticker;
import dev.homeroom.cache.Wanted;
import dev.homeroom.cache.WarmUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One round of warming: at most 50 entries, 4 at once, for at most 5 s (PRODUCT.md §4). What a tier
 * has is not loaded; what memory has and Redis has not is given to Redis. Fails open: what cannot
 * be warmed is loaded by who asks for it.
 */
final class WarmingRound implements Runnable {
  static final int MOST_ENTRIES = 50;
  static final int AT_ONCE = 4;
  static final Duration LONGEST = Duration.ofSeconds(5);

  private static final System.Logger LOGGER = System.getLogger(WarmingRound.class.getName());

  private final CacheService cache;
  private final Iterable<WarmUp> rooms;
  private final Ticker ticker;

  WarmingRound(CacheService cache, Iterable<WarmUp> rooms, Ticker ticker) {
    this.cache = cache;
    this.rooms = rooms;
    this.ticker = ticker;
  }

  @Override
  public void run() {
    long begun = ticker.nanos();
    try {
      List<Wanted<?>> wanted = wanted();
      for (int from = 0; from < wanted.size() && isInTime(begun); from += AT_ONCE) {
        cache.getOrLoadAll(wanted.subList(from, Math.min(from + AT_ONCE, wanted.size())));
      }
      LOGGER.log(System.Logger.Level.DEBUG, "warmed of {0} entries", wanted.size());
    } catch (RuntimeException e) {
      LOGGER.log(
          System.Logger.Level.INFO,
          "Warming ended early: "
              + e.getClass().getSimpleName()
              + ". This means: the first readers of some figures load them themselves.");
    }
  }

  private boolean isInTime(long begun) {
    return ticker.nanos() - begun < LONGEST.toNanos();
  }

  private List<Wanted<?>> wanted() {
    List<Wanted<?>> all = new ArrayList<>();
    for (WarmUp room : rooms) {
      int places = MOST_ENTRIES - all.size();
      all.addAll(room.wanted(places).stream().limit(places).toList());
    }
    return all;
  }
}
