package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.CommandTier.KeyPage;
import dev.homeroom.cache.spi.TierFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The cursor of a scan over whichever tier answers: {@code r} or {@code m}, and the tier's own. If
 * the tier changes between two pages, the scan begins anew there, and may repeat keys, as any scan
 * may.
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
        // Memory answers instead.
      }
    }
    return page(cursor, MEMORY, memory, pattern, count);
  }

  private static KeyPage page(
      String cursor, String name, CommandTier tier, String pattern, int count) {
    String own = cursor.startsWith(name) ? cursor.substring(name.length()) : END;
    KeyPage page = tier.scan(own, pattern, count);
    return new KeyPage(page.cursor().equals(END) ? END : name + page.cursor(), page.keys());
  }
}
