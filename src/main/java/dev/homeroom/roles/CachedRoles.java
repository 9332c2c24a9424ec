package dev.homeroom.roles;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.http.ListQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Roles from the cache, to be shown. Nobody's rights are made of these entries: access records read
 * the database. Asks nobody's rights: its caller has. If Redis is away, memory or the database
 * answers; if the database is away, what is cached is answered as stale for 30 s.
 */
@ApplicationScoped
class CachedRoles {
  /** One entry is one role. */
  @Produces
  static final Region<RoleView> ROLE =
      Region.of("role", RoleView.class, "role:{}", DataClass.AUTHZ, CacheTtl.STATIC);

  /** Lists of roles: one entry has the rows of a page, another the number of all rows. */
  @Produces
  static final Region<Object> ROLES =
      Region.ofJson("roles", "roles:{}:{}", DataClass.AUTHZ, CacheTtl.STATIC);

  /** The tag of all lists. */
  static final Tag LISTS = Tag.of("roles");

  @Inject CacheService cache;
  @Inject RoleQueries roles;

  /** Returns a role; absent if there is none with this name. */
  Cached<RoleView> role(String name) {
    CacheKey<RoleView> key = ROLE.key(Scope.DISTRICT, () -> List.of(Tag.of("role", name)), name);
    return cache.getOrLoad(key, scope -> roles.find(name).orElse(null));
  }

  /** Returns the rows of a page of all roles, then their total number. */
  List<Cached<?>> roles(ListQuery query) {
    return cache.getOrLoadAll(
        List.of(
            new ReadRequest<Object>(
                list("rows", query.digest()),
                scope -> query.rowsOf(matching(query).sorted(order(query)))),
            new ReadRequest<Object>(
                list("total", query.filterDigest()), scope -> matching(query).count())));
  }

  private static CacheKey<Object> list(String part, String digest) {
    return ROLES.key(Scope.DISTRICT, () -> List.of(LISTS), part, digest);
  }

  /** Roles are few, and sorted here: databases compare letters in different ways. */
  private Stream<RoleView> matching(ListQuery query) {
    String text = query.filter("q").orElse("").toLowerCase(Locale.ROOT);
    return roles.list().stream()
        .filter(role -> role.name().toLowerCase(Locale.ROOT).contains(text));
  }

  private static Comparator<RoleView> order(ListQuery query) {
    Comparator<RoleView> order =
        Comparator.comparing(RoleView::name, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(RoleView::name);
    return query.descending() ? order.reversed() : order;
  }
}
