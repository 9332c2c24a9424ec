package dev.homeroom.auth;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Relations;
import dev.homeroom.access.Relations.AccessTerm;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Tag;
import dev.homeroom.roles.Permissions;
import dev.homeroom.schools.AccessTerms;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import dev.homeroom.users.People;
import dev.homeroom.users.Person;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Loads access records from the database, each with the tags of all that it was made of. A tag is
 * added before the rows that it covers are read. Throws if the database is away.
 */
@ApplicationScoped
class AccessRecordLoader {
  @Inject People people;
  @Inject Permissions permissions;
  @Inject Schools schools;
  @Inject AccessTerms accessTerms;
  @Inject Instance<Relations> relations;

  List<Relations> allRelations = List.of();

  @PostConstruct
  void collect() {
    allRelations = relations.stream().toList();
  }

  /** Loads a record; null if there is no such person. */
  @Nullable AccessRecord load(String personId, LoadScope scope) {
    Optional<Person> found = people.findPerson(personId);
    if (found.isEmpty()) {
      return null;
    }
    Person person = found.get();
    person.roles().forEach(role -> scope.dependsOn(Tag.of("role", role)));
    Map<String, AccessTerm> terms = terms(person, scope);
    return record(person, permissions.of(person.roles()), terms);
  }

  /** Returns the terms of the person's school and of the schools of the person's links. */
  private Map<String, AccessTerm> terms(Person person, LoadScope scope) {
    // A change of a link replaces the record's own tag.
    Set<String> schoolIds = new TreeSet<>();
    if (person.schoolId() != null) {
      schoolIds.add(person.schoolId());
    }
    allRelations.forEach(relations -> schoolIds.addAll(relations.schools(person.id())));
    Map<String, AccessTerm> terms = new HashMap<>();
    for (String schoolId : schoolIds) {
      // A change of a term replaces this tag.
      scope.dependsOn(Tag.of("school", schoolId));
      term(schoolId, scope).ifPresent(term -> terms.put(schoolId, term));
    }
    return terms;
  }

  /**
   * Returns the school's term of today, and makes the record expire with that day, since no write
   * announces that a term has begun, or a link.
   */
  private Optional<AccessTerm> term(String schoolId, LoadScope scope) {
    Optional<SchoolDay> today = schools.findToday(schoolId);
    today.map(SchoolDay::endsAt).ifPresent(scope::freshUntil);
    return today.flatMap(day -> accessTerms.find(schoolId, day.date()));
  }

  private AccessRecord record(
      Person person, Permissions.Granted granted, Map<String, AccessTerm> terms) {
    Set<String> taught = new HashSet<>();
    Set<String> enrolled = new HashSet<>();
    Set<String> children = new HashSet<>();
    Set<String> childSchools = new HashSet<>();
    for (Relations relations : allRelations) {
      Relations.Related related = relations.of(person.id(), terms);
      taught.addAll(related.taughtClasses());
      enrolled.addAll(related.enrolledClasses());
      children.addAll(related.children());
      childSchools.addAll(related.childSchools());
    }
    AccessTerm own = person.schoolId() == null ? null : terms.get(person.schoolId());
    return new AccessRecord(
        person.id(),
        person.name(),
        person.schoolId(),
        person.roles(),
        granted.all(),
        person.active(),
        own == null ? null : own.id(),
        taught,
        enrolled,
        children,
        childSchools,
        granted.schoolWide());
  }
}
