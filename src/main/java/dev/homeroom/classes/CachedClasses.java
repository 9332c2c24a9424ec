package dev.homeroom.classes;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
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
 * Reads classes from the cache. Fails open for Redis; if the database is away, what was read in the
 * last 20 minutes is answered as stale. Rights are asked first, and fail closed.
 */
@ApplicationScoped
class CachedClasses {
  /** Lists: an entry is the JSON array of one page, or the number of a list's rows. */
  @Produces
  static final Region<Object> LISTS =
      Region.ofJson("classes", "classes:{}:{}:{}", DataClass.SHARED, CacheTtl.WORKFLOW);

  /** Classes: an entry is one class. */
  @Produces
  static final Region<ClassView> CLASS =
      Region.of("class", ClassView.class, "class:{}:{}", DataClass.SHARED, CacheTtl.WORKFLOW);

  @Inject CacheService cache;
  @Inject ClassRows rows;
  @Inject AccessRecords people;

  /**
   * Returns the rows of a page of classes, then their total number.
   *
   * @param query of {@link ClassLists}, which has asked for the rights
   * @throws ProblemException 404 if there is no such school
   */
  List<Cached<?>> list(ListQuery query) {
    String school = query.filter(ClassLists.SCHOOL).orElseThrow();
    List<Cached<?>> found =
        cache.getOrLoadAll(
            List.of(
                new ReadRequest<>(
                    key(school, "rows", query.digest()),
                    Loader.ofKind("rows", scope -> rows.list(school, query, scope))),
                new ReadRequest<>(
                    key(school, "total", query.filterDigest()),
                    Loader.ofKind("total", scope -> rows.count(school, query, scope)))));
    if (found.get(0).isAbsent()) {
      throw new ProblemException(ErrorCode.NOT_FOUND, "There is no such school.");
    }
    return found;
  }

  /**
   * Returns a class.
   *
   * @throws ProblemException 403 out of reach, whether or not it exists; 404 if there is none, to
   *     callers with the right to all
   */
  Cached<ClassView> get(AccessRecord caller, String classId) {
    String school =
        caller.reachesAll()
            ? rows.schoolOf(classId).orElseThrow(CachedClasses::noClass)
            : ClassAccess.schoolOf(caller, classId, people);
    CacheKey<ClassView> key =
        CLASS.key(
            Scope.school(school),
            () -> List.of(Tag.of("class", classId), Tag.of("people", school)),
            school,
            classId);
    Cached<ClassView> found =
        cache.getOrLoad(key, scope -> rows.find(school, classId, scope).orElse(null));
    if (found.isAbsent()) {
      throw caller.reachesAll() ? noClass() : ProblemException.forbidden();
    }
    return found;
  }

  /** Names of people stand in lists, and people that have left count no more. */
  private static CacheKey<Object> key(String school, String part, String digest) {
    return LISTS.key(
        Scope.school(school),
        () -> List.of(Tag.of("classes", school), Tag.of("people", school)),
        school,
        part,
        digest);
  }

  private static ProblemException noClass() {
    return new ProblemException(ErrorCode.NOT_FOUND, "There is no such class.");
  }
}
