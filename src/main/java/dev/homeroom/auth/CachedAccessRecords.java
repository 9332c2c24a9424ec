package dev.homeroom.auth;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.access.Relations;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.roles.Permissions;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import dev.homeroom.schools.Terms;
import dev.homeroom.users.People;
import dev.homeroom.users.Person;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads access records from the database and keeps them in this instance's memory for 15 min;
 * generations keep them right. Fails closed: nothing is assumed about a record that cannot be
 * loaded; an old record answers only while the database is away, as set by {@code
 * HOMEROOM_DATABASE_AWAY}.
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
  @Inject People people;
  @Inject Permissions permissions;
  @Inject Schools schools;
  @Inject Terms terms;
  @Inject Instance<Relations> relations;

  private List<Relations> allRelations = List.of();

  @PostConstruct
  void collect() {
    allRelations = relations.stream().toList();
  }

  @Override
  public Optional<AccessRecord> find(String personId) {
    if (personId.isEmpty() || personId.length() > MAX_ID) {
      return Optional.empty();
    }
    CacheKey<AccessRecord> key =
        REGION.key(Scope.DISTRICT, () -> List.of(Tag.of("access", personId)), personId);
    Cached<AccessRecord> found = cache.getOrLoad(key, scope -> load(personId, scope));
    // A negative answer can only refuse.
    return found.isAbsent() ? Optional.empty() : Optional.of(found.value());
  }

  /** Loads a record. Each tag is added before the rows that it covers are read. */
  private @Nullable AccessRecord load(String personId, LoadScope scope) {
    Optional<Person> found = people.findPerson(personId);
    if (found.isEmpty()) {
      return null;
    }
    Person person = found.get();
    person.roles().forEach(role -> scope.dependsOn(Tag.of("role", role)));
    String schoolId = person.schoolId();
    String term = null;
    if (schoolId != null) {
      // A change of a term replaces this tag.
      scope.dependsOn(Tag.of("school", schoolId));
      term = currentTerm(schoolId, scope);
    }
    return record(person, permissions.of(person.roles()), term);
  }

  /**
   * Returns the school's term of today, and makes the record expire with that day, since no write
   * announces that a term has begun. Reads the day first, as midnight may come in between.
   */
  private @Nullable String currentTerm(String schoolId, LoadScope scope) {
    schools.findToday(schoolId).map(SchoolDay::endsAt).ifPresent(scope::freshUntil);
    return terms.currentTermId(schoolId).orElse(null);
  }

  private AccessRecord record(Person person, Set<String> allowed, @Nullable String termId) {
    Set<String> taught = new HashSet<>();
    Set<String> enrolled = new HashSet<>();
    Set<String> children = new HashSet<>();
    for (Relations relations : allRelations) {
      Relations.Related related = relations.of(person.id(), termId);
      taught.addAll(related.taughtClasses());
      enrolled.addAll(related.enrolledClasses());
      children.addAll(related.children());
    }
    return new AccessRecord(
        person.id(),
        person.name(),
        person.schoolId(),
        person.roles(),
        allowed,
        person.active(),
        termId,
        taught,
        enrolled,
        children);
  }
}
