package dev.homeroom.fees;

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
import dev.homeroom.http.ComposedAnswer;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads lists of invoices from the cache. Its caller has asked for the rights. Fails open for
 * Redis; if the database is away, what was read in the last 15 minutes is answered as stale.
 */
@ApplicationScoped
class CachedInvoices {
  /** Lists of schools and of pupils: an entry is the array of a page, or the number of all rows. */
  @Produces
  static final Region<Object> LISTS =
      Region.ofJson("invoices", "invoices:{}:{}", DataClass.SHARED, CacheTtl.MEDIUM);

  /** Families: an entry has the invoices of a parent's children in one school. */
  @Produces
  static final Region<FamilyInvoices> FAMILIES =
      Region.of(
          "customer_orders",
          FamilyInvoices.class,
          "customer_orders_{}",
          DataClass.SHARED,
          CacheTtl.MEDIUM);

  @Inject CacheService cache;
  @Inject InvoiceRows rows;

  /**
   * A page of a family's invoices.
   *
   * @param data the JSON array of the rows
   * @param total the number of those that pass the filters
   */
  record FamilyPage(Cached<?> data, int total) {}

  /**
   * Returns the rows of a page of a school's invoices, then their total number.
   *
   * @throws ProblemException 404 if there is no such school
   */
  List<Cached<?>> ofSchool(String school, ListQuery query) {
    // Names of pupils stand in the list.
    return list(school, query, List.of(Tag.of("fees", school), Tag.of("people", school)));
  }

  /** Returns the rows of a page of a pupil's invoices, then their total number. */
  List<Cached<?>> ofStudent(String school, String studentId, ListQuery query) {
    SortedMap<String, String> filters = new TreeMap<>(query.filters());
    filters.put(InvoiceQuery.STUDENT, studentId);
    return list(
        school,
        new ListQuery(query.page(), query.size(), query.sort(), query.descending(), filters),
        List.of(Tag.of("user", studentId)));
  }

  private List<Cached<?>> list(String school, ListQuery query, List<Tag> tags) {
    Scope scope = Scope.school(school);
    List<Cached<?>> found =
        cache.getOrLoadAll(
            List.of(
                new ReadRequest<>(
                    LISTS.key(scope, () -> tags, "rows", query.digest()),
                    Loader.ofKind("rows", load -> rows.list(school, query, load))),
                new ReadRequest<>(
                    LISTS.key(scope, () -> tags, "total", query.filterDigest()),
                    Loader.ofKind("total", load -> rows.count(school, query, load)))));
    if (found.get(0).isAbsent()) {
      throw new ProblemException(ErrorCode.NOT_FOUND, "There is no such school.");
    }
    return found;
  }

  /** Returns a page of the invoices of a parent's children in schools. */
  FamilyPage ofFamily(Set<String> schools, String parentId, ListQuery query) {
    ComposedAnswer answer = new ComposedAnswer();
    List<StudentInvoice> all = new ArrayList<>();
    for (String school : schools) {
      CacheKey<FamilyInvoices> key =
          FAMILIES.key(Scope.school(school), () -> List.of(Tag.of("user", parentId)), parentId);
      Cached<FamilyInvoices> found =
          cache.getOrLoad(key, load -> rows.ofFamily(parentId, school, load));
      found.value().invoices().stream()
          .filter(invoice -> InvoiceQuery.passes(invoice, query))
          .forEach(all::add);
      answer.from(found);
    }
    all.sort(InvoiceQuery.order(query));
    return new FamilyPage(answer.made(query.rowsOf(all.stream())).value(), all.size());
  }
}
