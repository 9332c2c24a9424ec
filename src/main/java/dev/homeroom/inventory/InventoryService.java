package dev.homeroom.inventory;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Loader;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Reads inventory from the cache. Its caller has checked the access to the school. Fails open for
 * Redis; if the database is away, what was read in the last 15 minutes is answered as stale.
 */
@ApplicationScoped
public class InventoryService {
  /** Lists: an entry is the JSON array of one page, or the number of a list's rows. */
  @Produces
  static final Region<Object> LISTS =
      Region.ofJson("inventory_cache", "inventory_cache:{}:{}", DataClass.SHARED, CacheTtl.MEDIUM);

  /** Items: an entry is one item. */
  @Produces
  static final Region<ItemView> ITEMS =
      Region.of("inventory", ItemView.class, "inventory:{}", DataClass.SHARED, CacheTtl.MEDIUM);

  @Inject CacheService cache;
  @Inject InventoryRepository repository;

  /**
   * Returns the school of an item that the caller may see: the caller's own, or the item's if the
   * caller may see every school's inventory.
   *
   * @throws ProblemException 403 out of reach, whether or not it exists; 404 if there is none, to
   *     callers with the right to all
   */
  String schoolOf(AccessRecord caller, String itemId) {
    if (InventoryAccess.maySeeAll(caller)) {
      return repository.schoolOf(itemId).orElseThrow(InventoryService::noItem);
    }
    String own = caller.schoolId();
    if (own == null || !InventoryAccess.maySee(caller, own)) {
      throw ProblemException.forbidden();
    }
    return own;
  }

  /** Returns an item of a school; absent if it is not there, or belongs to another school. */
  Cached<ItemView> find(String schoolId, String itemId) {
    CacheKey<ItemView> key =
        ITEMS.key(Scope.school(schoolId), () -> List.of(tag(schoolId)), itemId);
    return cache.getOrLoad(key, scope -> repository.findItem(schoolId, itemId).orElse(null));
  }

  /**
   * Returns the rows of a page of a school's active items, then their total number.
   *
   * @throws ProblemException 404 if there is no such school
   */
  List<Cached<?>> items(String schoolId, ListQuery query) {
    return page(
        new ReadRequest<>(
            key(schoolId, "items", query.digest()),
            Loader.ofKind("items", scope -> repository.listItems(schoolId, query))),
        new ReadRequest<>(
            key(schoolId, "items_total", query.filterDigest()),
            Loader.ofKind("items_total", scope -> repository.countItems(schoolId, query))));
  }

  /**
   * Returns the rows of a page of a school's categories, then their total number.
   *
   * @throws ProblemException 404 if there is no such school
   */
  List<Cached<?>> categories(String schoolId, ListQuery query) {
    return page(
        new ReadRequest<>(
            key(schoolId, "categories", query.digest()),
            Loader.ofKind("categories", scope -> repository.listCategories(schoolId, query))),
        new ReadRequest<>(
            key(schoolId, "categories_total", query.filterDigest()),
            Loader.ofKind("categories_total", scope -> repository.countCategories(schoolId))));
  }

  private List<Cached<?>> page(ReadRequest<Object> rows, ReadRequest<Object> total) {
    List<Cached<?>> found = cache.getOrLoadAll(List.of(rows, total));
    if (found.get(0).isAbsent()) {
      throw new ProblemException(ErrorCode.NOT_FOUND, "There is no such school.");
    }
    return found;
  }

  private static CacheKey<Object> key(String schoolId, String list, String digest) {
    return LISTS.key(Scope.school(schoolId), () -> List.of(tag(schoolId)), list, digest);
  }

  private static Tag tag(String schoolId) {
    return Tag.of("inventory", schoolId);
  }

  static ProblemException noItem() {
    return new ProblemException(ErrorCode.NOT_FOUND, "There is no such item.");
  }
}
