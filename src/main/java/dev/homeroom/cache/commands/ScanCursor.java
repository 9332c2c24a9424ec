package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.CommandTier.KeyPage;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.cache.spi.TierFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cursor of a scan over whichever tier answers: {@code r} or {@code m}, and the tier's own. If
 * the tier changes between two pages, the scan begins anew there, and may repeat keys, as any scan
 * may. A page that Redis fails to give is empty, and to be asked for again, for memory would end
 * the scan before its time; unless Redis will not give it the next time either.
 */
final class ScanCursor {
  private static final String REDIS = "r";
  private static final String MEMORY = "m";
  private static final String END = "0";

  private ScanCursor() {}

  /** Returns a page; {@code redis} is null while it is not in use. */
  static KeyPage scan(
      String cursor, @Nullable CommandTier redis, CommandTier memory, String pattern, int count) {
    if (redis != null) {
      try {
        return page(cursor, REDIS, redis, pattern, count);
      } catch (TierFailedException e) {
        if (isPassing(e.failure())) {
          return new KeyPage(cursor.startsWith(REDIS) ? cursor : REDIS + END, List.of());
        }
      }
    }
    return page(cursor, MEMORY, memory, pattern, count);
  }

  /** Returns whether a failure ends, or has Redis left: then memory answers the next page. */
  private static boolean isPassing(TierFailure failure) {
    return failure.weight() != TierFailure.Weight.MISS || failure.equals(TierFailure.BUSY);
  }

  private static KeyPage page(
      String cursor, String name, CommandTier tier, String pattern, int count) {
    String own = cursor.startsWith(name) ? cursor.substring(name.length()) : END;
    KeyPage page = tier.scan(own, pattern, count);
    return new KeyPage(page.cursor().equals(END) ? END : name + page.cursor(), page.keys());
  }
}
