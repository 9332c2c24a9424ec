package dev.homeroom.cache.spi;

import dev.homeroom.cache.CacheKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The look-ups that one request makes in one tier: however many they are, they have one deadline,
 * from the moment at which {@link Tier#lookUps} gave this object. Safe for all threads.
 */
@FunctionalInterface
public interface LookUps {
  /**
   * Returns the entries of keys, at their places, null for those that are not there. One round
   * trip.
   *
   * @throws TierFailedException if the tier failed, or no time is left
   */
  List<@Nullable CacheEntry> of(List<? extends CacheKey<?>> keys);
}
