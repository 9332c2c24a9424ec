package dev.homeroom.dashboards;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.dashboards.SchoolList.DistrictSchools;
import dev.homeroom.dashboards.SchoolList.ListedSchool;
import dev.homeroom.schools.School;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import dev.homeroom.schools.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the list of schools in this instance's memory, so that the keys of their figures cost no
 * round trip. If the database is away: the known list stays in use.
 */
@ApplicationScoped
class SchoolRows {
  /** The schools of the district, or one of them. */
  @Produces
  static final Region<KnownSchools> REGION =
      Region.of(
          "dashboard:schools",
          KnownSchools.class,
          "dashboard:schools:{}",
          DataClass.LOCAL,
          CacheTtl.MEDIUM);

  private static final String ALL = "all";

  @Inject CacheService cache;
  @Inject SchoolList list;
  @Inject Schools schools;
  @Inject Terms terms;
  @Inject Clock clock;

  /**
   * A school.
   *
   * @param termId its current term; null outside any
   */
  record KnownSchool(String id, String name, @Nullable String termId) {
    /** Returns the school as a dashboard's subject. */
    Viewed viewed() {
      return Viewed.of(id, name, id, termId);
    }
  }

  /**
   * Schools, and whether there are more.
   *
   * @param schools by name
   * @param cut whether there are more
   */
  record KnownSchools(List<KnownSchool> schools, boolean cut) {
    KnownSchools {
      schools = List.copyOf(schools);
    }
  }

  /** Returns the first schools of the district, by name. */
  KnownSchools first() {
    CacheKey<KnownSchools> key = REGION.key(Scope.DISTRICT, () -> List.of(Tag.of("district")), ALL);
    return cache.getOrLoad(key, this::load).value();
  }

  /** Returns a school; empty if there is none with this id. */
  Optional<KnownSchool> find(String schoolId) {
    Cached<KnownSchools> found =
        cache.getOrLoad(
            REGION.key(Scope.school(schoolId), schoolId), scope -> load(schoolId, scope));
    return found.isAbsent() ? Optional.empty() : Optional.of(found.value().schools().get(0));
  }

  /** Loads a school, which is known until its day ends: no write announces a term's first day. */
  private @Nullable KnownSchools load(String schoolId, LoadScope scope) {
    SchoolDay day = schools.findToday(schoolId).orElse(null);
    if (day == null) {
      return null;
    }
    scope.freshUntil(day.endsAt());
    School of = day.school();
    String term = terms.currentTermId(schoolId).orElse(null);
    return new KnownSchools(List.of(new KnownSchool(of.id(), of.name(), term)), false);
  }

  private KnownSchools load(LoadScope scope) {
    Instant now = clock.instant();
    DistrictSchools all = list.load();
    all.schools().forEach(school -> scope.freshUntil(midnight(school, now)));
    Map<String, String> current = terms.currentTermIds();
    return new KnownSchools(
        all.schools().stream()
            .map(of -> new KnownSchool(of.schoolId(), of.name(), current.get(of.schoolId())))
            .toList(),
        all.cut());
  }

  private static Instant midnight(ListedSchool school, Instant now) {
    ZoneId zone = ZoneId.of(school.timeZone());
    return now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
  }
}
