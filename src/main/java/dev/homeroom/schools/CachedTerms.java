package dev.homeroom.schools;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.http.ListQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;

/** The terms of schools from the cache, as {@link CachedSchools}. */
@ApplicationScoped
class CachedTerms {
  /** Lists of terms: one entry has the rows of a page, another the number of all rows. */
  @Produces
  static final Region<Object> TERMS =
      Region.ofJson("terms", "terms:{}:{}:{}", DataClass.SHARED, CacheTtl.CONFIGURATION);

  @Inject CacheService cache;
  @Inject TermQueries terms;

  /** Returns the rows of a page of a school's terms, then their total number. */
  List<Cached<?>> list(String schoolId, ListQuery query) {
    return cache.getOrLoadAll(
        List.of(
            new ReadRequest<Object>(
                ofSchool(schoolId, "rows", query.digest()), scope -> terms.list(schoolId, query)),
            new ReadRequest<Object>(
                ofSchool(schoolId, "total", query.filterDigest()),
                scope -> terms.count(schoolId))));
  }

  private static CacheKey<Object> ofSchool(String schoolId, String part, String digest) {
    return TERMS.key(Scope.school(schoolId), schoolId, part, digest);
  }
}
