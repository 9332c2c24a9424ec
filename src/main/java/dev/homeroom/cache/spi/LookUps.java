package dev.homeroom.cache.spi;

import dev.homeroom.cache.CacheKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The look-ups of one request in one tier, which share one deadline, from the call of {@link
 * Tier#lookUps} on. Safe for all threads.
 */
@FunctionalInterface
public interface LookUps {
  /**
   * Returns the entries of keys in their order, null for missing ones. One round trip.
   *
   * @throws TierFailedException if the tier failed, or no time is left
   */
  List<@Nullable CacheEntry> of(List<? extends CacheKey<?>> keys);
}
