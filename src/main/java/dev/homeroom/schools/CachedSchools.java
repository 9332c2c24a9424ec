package dev.homeroom.schools;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.http.ListQuery;
import dev.homeroom.sql.NameOrder;
import dev.homeroom.sql.TextSearch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Schools and their subscriptions from the cache. Asks nobody's rights: its caller has. Fails open:
 * if Redis is away, memory or the database answers; if the database is away, what is cached is
 * answered and says that it is stale.
 */
@ApplicationScoped
class CachedSchools {
  /** One entry is one school. */
  @Produces
  static final Region<SchoolView> SCHOOL =
      Region.of("school", SchoolView.class, "school:{}", DataClass.SHARED, CacheTtl.CONFIGURATION);

  /** One entry is one school's subscription. */
  @Produces
  static final Region<SubscriptionView> SUBSCRIPTION =
      Region.of(
          "subscription",
          SubscriptionView.class,
          "subscription:{}",
          DataClass.SHARED,
          CacheTtl.CONFIGURATION);

  /** Lists of schools: one entry has the rows of a page, another the number of all rows. */
  @Produces
  static final Region<Object> SCHOOLS =
      Region.ofJson("schools", "schools:{}:{}", DataClass.SHARED, CacheTtl.WORKFLOW);

  private static final String ROWS = "rows";
  private static final String TOTAL = "total";

  @Inject CacheService cache;
  @Inject SchoolRepository schools;

  /** Returns a school; absent if there is none with this id. */
  Cached<SchoolView> school(String schoolId) {
    return cache.getOrLoad(
        SCHOOL.key(Scope.school(schoolId), schoolId),
        scope -> schools.findView(schoolId).orElse(null));
  }

  /** Returns a school's subscription; absent if there is no such school. */
  Cached<SubscriptionView> subscription(String schoolId) {
    return cache.getOrLoad(
        SUBSCRIPTION.key(
            Scope.school(schoolId), () -> List.of(Tag.of("people", schoolId)), schoolId),
        scope -> loadSubscription(schoolId, scope));
  }

  private @Nullable SubscriptionView loadSubscription(String schoolId, LoadScope scope) {
    return schools
        .findSubscription(schoolId)
        .map(
            found -> {
              // No write announces that a subscription is over.
              scope.freshUntil(found.today().endsAt());
              return found.view();
            })
        .orElse(null);
  }

  /** Returns the rows of a page of all schools, then their total number. */
  List<Cached<?>> schools(ListQuery query) {
    return cache.getOrLoadAll(
        List.of(
            new ReadRequest<Object>(
                allSchools(ROWS, query.digest()),
                scope -> query.rowsOf(matching(query).sorted(order(query)))),
            new ReadRequest<Object>(
                allSchools(TOTAL, query.filterDigest()), scope -> matching(query).count())));
  }

  private static CacheKey<Object> allSchools(String part, String digest) {
    return SCHOOLS.key(Scope.DISTRICT, () -> List.of(Tag.of("district")), part, digest);
  }

  /** The schools of a district are few, and so sorted here: a database would sort by bytes. */
  private Stream<SchoolView> matching(ListQuery query) {
    String text = query.filter("q").orElse("");
    return schools.list().stream().filter(school -> TextSearch.has(school.name(), text));
  }

  private static Comparator<SchoolView> order(ListQuery query) {
    Comparator<SchoolView> order =
        query.sort().equals("subscribed_until")
            ? Comparator.comparing(SchoolView::subscribedUntil)
            : NameOrder.by(SchoolView::name);
    Comparator<SchoolView> directed = query.descending() ? order.reversed() : order;
    return directed.thenComparing(school -> Long.valueOf(school.id()));
  }
}
