package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.CacheRecorder.Unstored;
import dev.homeroom.time.OnceAMinute;
import dev.homeroom.time.Ticker;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Warns that values of a region can never be kept, so that each request loads them: once a minute
 * for a region, without the keys.
 */
final class UnkeepableValues {
  private static final System.Logger LOGGER = System.getLogger(Loading.class.getName());

  private final Ticker ticker;

  /** The limits of the log lines, by the name of the region. */
  private final ConcurrentHashMap<String, OnceAMinute> told = new ConcurrentHashMap<>();

  UnkeepableValues(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Warns if the reason will hold at the next load too. */
  void tell(Region<?> region, CacheEntry entry, Unstored reason) {
    String why = lasting(region, entry, reason);
    if (why != null
        && told.computeIfAbsent(region.name(), name -> new OnceAMinute(ticker)).isDue()) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "A value of region "
              + region.name()
              + " is not kept: "
              + why
              + ". This means: it is answered, and the database is asked for it at each request."
              + " Do: look for rows that are unusually long or many, and report the region; "
              + "cache_unstored_total counts how often.");
    }
  }

  private static @Nullable String lasting(Region<?> region, CacheEntry entry, Unstored reason) {
    return switch (reason) {
      case TOO_LARGE ->
          "it has " + entry.payload().length + " bytes, more than " + region.maxBytes();
      case TOO_MANY_TAGS ->
          "it needs " + entry.stamps().size() + " tags, more than " + CacheKey.MAX_TAGS + " tags";
      case ABSENT, STAMPS_MOVED, FULL -> null;
    };
  }
}
