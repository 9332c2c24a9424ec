package dev.homeroom.cache.reading;

import dev.homeroom.cache.Region;
import dev.homeroom.cache.Tier;
import java.util.function.Supplier;

/**
 * Which tier answers a region now.
 *
 * @param memory of this instance: the only one for LOCAL regions
 * @param shared gives the tier for all others; asked at each use, since it changes with the state
 */
record Tiers(Tier memory, Supplier<Tier> shared) {
  Tier of(Region<?> region) {
    return region.isLocal() ? memory : shared.get();
  }
}
