package dev.homeroom.menus;

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
import jakarta.transaction.Transactional;
import java.time.DayOfWeek;
import java.util.List;

/**
 * Menus from the cache. Asks nobody's rights: its caller has. Fails open: if Redis is away, memory
 * or the database answers; if the database is away, a cached menu is answered and says that it is
 * stale.
 */
@ApplicationScoped
class MenuService {
  /** One entry is one school's menu of one day. */
  @Produces
  static final Region<Menu> REGION =
      Region.of("menu", Menu.class, "menu:{}", DataClass.SHARED, CacheTtl.STATIC);

  @Inject CacheService cache;
  @Inject MenuRepository repository;

  private static CacheKey<Menu> key(String schoolId, DayOfWeek day) {
    return REGION.key(Scope.school(schoolId), () -> List.of(tag(schoolId, day)), day.name());
  }

  /** Names the row that the value is made of. */
  static Tag tag(String schoolId, DayOfWeek day) {
    return Tag.of("menu", schoolId, day.name());
  }

  /** Returns a school's menu of a day; absent if there is none. */
  Cached<Menu> find(String schoolId, DayOfWeek day) {
    return cache.getOrLoad(
        key(schoolId, day), scope -> repository.find(schoolId, day).orElse(null));
  }

  /**
   * Writes a school's menu of a day, and invalidates what was made of the old one.
   *
   * @throws dev.homeroom.http.ProblemException 404 if there is no such school
   */
  @Transactional
  void replace(String schoolId, DayOfWeek day, Menu menu) {
    repository.save(schoolId, day, menu);
    cache.invalidate(List.of(tag(schoolId, day)));
  }
}
