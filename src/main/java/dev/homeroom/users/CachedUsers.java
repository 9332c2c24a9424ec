package dev.homeroom.users;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.http.ComposedAnswer;
import dev.homeroom.http.ListQuery;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * People from the cache. Asks nobody's rights: its caller has. Fails open: if Redis is away, memory
 * or the database answers; if the database is away, what is cached is answered and says that it is
 * stale.
 */
@ApplicationScoped
class CachedUsers {
  /** One entry is one person. */
  @Produces
  static final Region<UserEntry> USER =
      Region.of("user", UserEntry.class, "user:{}", DataClass.SHARED, CacheTtl.USER).shaped(2);

  /** Contact data never goes to Redis. One entry is one person's. */
  @Produces
  static final Region<UserContact> CONTACT =
      Region.of(
              "user_contact", UserContact.class, "user_contact:{}", DataClass.LOCAL, CacheTtl.USER)
          .staleFor(USER.staleAllowance());

  /** Lists of people: one entry has the rows of a page, another the number of all rows. */
  @Produces
  static final Region<Object> LISTS =
      Region.ofJson("users_cache", "users_cache:{}:{}", DataClass.SHARED, CacheTtl.WORKFLOW);

  private static final String ROWS = "rows";
  private static final String TOTAL = "total";

  @Inject CacheService cache;
  @Inject UserQueries users;
  @Inject Schools schools;
  @Inject Clock clock;

  /**
   * Returns a person; absent if there is none, or none any more.
   *
   * @param schoolId the person's school, which the key names; null for people of the district
   */
  Cached<UserEntry> user(String personId, @Nullable String schoolId) {
    CacheKey<UserEntry> key =
        USER.key(scope(schoolId), () -> List.of(Tag.of("user", personId)), personId);
    return cache.getOrLoad(key, scope -> users.findView(personId).map(UserEntry::of).orElse(null));
  }

  /**
   * Returns a person's entry together with the contact data, as it is shown. Contact data that was
   * a hit says nothing of where the person came from.
   */
  Cached<?> withContact(Cached<UserEntry> user, @Nullable String schoolId) {
    String personId = user.value().id();
    CacheKey<UserContact> key =
        CONTACT.key(scope(schoolId), () -> List.of(Tag.of("user", personId)), personId);
    Cached<UserContact> contact =
        cache.getOrLoad(key, scope -> users.findContact(personId).orElse(null));
    String email = contact.isAbsent() ? null : contact.value().email();
    ComposedAnswer shown = new ComposedAnswer().object(user, "email", email);
    return (contact.outcome() == Outcome.HIT ? shown : shown.from(contact)).value();
  }

  /**
   * Returns the rows of a page of people, then the number of all that pass the filters.
   *
   * @param query its filter {@code school} is the scope; without it the list is the district's
   */
  List<Cached<?>> list(ListQuery query) {
    return cache.getOrLoadAll(
        List.of(
            new ReadRequest<Object>(
                key(query, ROWS, query.digest()), scope -> users.list(query, filter(query, scope))),
            new ReadRequest<Object>(
                key(query, TOTAL, query.filterDigest()),
                scope -> users.count(filter(query, scope)))));
  }

  private static CacheKey<Object> key(ListQuery query, String part, String digest) {
    String school = query.filter(UserFilter.SCHOOL).orElse(null);
    return LISTS.key(scope(school), () -> tags(query, school), part, digest);
  }

  private static List<Tag> tags(ListQuery query, @Nullable String school) {
    List<Tag> tags = new ArrayList<>();
    tags.add(school == null ? UserTags.DISTRICT : Tag.of("people", school));
    query.filter(UserFilter.CLASS).ifPresent(id -> tags.add(Tag.of("class", id)));
    return tags;
  }

  private static Scope scope(@Nullable String schoolId) {
    return schoolId == null ? Scope.DISTRICT : Scope.school(schoolId);
  }

  /** Returns the condition; a list of a class is fresh until its school's midnight at most. */
  private UserFilter filter(ListQuery query, LoadScope scope) {
    Optional<SchoolDay> day =
        query
            .filter(UserFilter.CLASS)
            .flatMap(users::findSchoolOfClass)
            .flatMap(schools::findToday);
    day.ifPresent(today -> scope.freshUntil(today.endsAt()));
    return new UserFilter(
        query,
        day.map(SchoolDay::date).orElseGet(() -> LocalDate.now(clock.withZone(ZoneOffset.UTC))));
  }
}
