package dev.homeroom.auth;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Keeps access records in this instance's memory for 15 min; generations keep them right. Fails
 * closed: nothing is assumed about a record that cannot be loaded; an old record answers only while
 * the database is away, as set by {@code HOMEROOM_DATABASE_AWAY}.
 *
 * <p>If Redis is down: nothing changes; records never leave the memory.
 */
@ApplicationScoped
class CachedAccessRecords implements AccessRecords {
  @Produces
  static final Region<AccessRecord> REGION =
      Region.of("access", AccessRecord.class, "access:{}", DataClass.LOCAL, CacheTtl.USER);

  /** The greatest length of our ids. */
  private static final int MAX_ID = 64;

  @Inject CacheService cache;
  @Inject AccessRecordLoader loader;

  @Override
  public Optional<AccessRecord> find(String personId) {
    if (personId.isEmpty() || personId.length() > MAX_ID) {
      return Optional.empty();
    }
    CacheKey<AccessRecord> key =
        REGION.key(Scope.DISTRICT, () -> List.of(Tag.of("access", personId)), personId);
    Cached<AccessRecord> found = cache.getOrLoad(key, scope -> loader.load(personId, scope));
    // A negative answer can only refuse.
    return found.isAbsent() ? Optional.empty() : Optional.of(found.value());
  }
}
