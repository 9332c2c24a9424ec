package dev.homeroom.users;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import dev.homeroom.access.Thing;
import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.audit.AuditSubject;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Id;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Links parents to children. The right to change the people of the child's school is enough, also
 * for a parent of another school. If the database is away each method throws.
 */
@ApplicationScoped
class ParentLinks {
  /** The most children of a parent, and parents of a child. */
  static final int MAX_LINKS = 50;

  @Inject People people;
  @Inject UserRepository repository;
  @Inject ParentChildRows rows;
  @Inject CacheService cache;
  @Inject AuditLog audit;

  private record Family(Person parent, Person child) {}

  /**
   * Links a parent to a child; does nothing if they are linked.
   *
   * @throws ProblemException 403 for a child out of reach; 404 for a missing person, to super
   *     administrators; 400 for a person without the role of a parent or student; 409 for more than
   *     {@link #MAX_LINKS}
   */
  @Transactional
  void link(Actor by, String parentId, String childId) {
    AccessRecord caller = by.record();
    Family family = family(caller, parentId, childId);
    requireRole(caller, family.parent(), RoleName.PARENT, "id");
    requireRole(caller, family.child(), RoleName.STUDENT, "studentId");
    if (Id.orNone(parentId) == Id.orNone(childId)) {
      throw ProblemException.field("studentId", "other", "A person cannot be their own child.");
    }
    if (rows.isLinked(parentId, childId)) {
      return;
    }
    if (rows.countChildren(parentId) >= MAX_LINKS || rows.countParents(childId) >= MAX_LINKS) {
      throw UserRules.conflict("A person has at most " + MAX_LINKS + " parents or children.");
    }
    rows.insert(parentId, childId);
    replace(family);
    audit.record(event(AuditAction.CHILD_LINKED, by, family));
  }

  /**
   * Ends a link; does nothing if there is none.
   *
   * @throws ProblemException 403 for a child out of reach; 404 for a missing person, to super
   *     administrators
   */
  @Transactional
  void unlink(Actor by, String parentId, String childId) {
    Family family = family(by.record(), parentId, childId);
    if (rows.delete(parentId, childId)) {
      replace(family);
      audit.record(event(AuditAction.CHILD_UNLINKED, by, family));
    }
  }

  private static AuditEvent event(AuditAction action, Actor by, Family family) {
    return AuditEvent.of(action, by)
        .about(AuditSubject.person(family.child().id()))
        .inSchool(family.child().schoolId())
        .with("parent", family.parent().id());
  }

  /** Finds parent and child, and locks both rows, so that writers of their links take turns. */
  private Family family(AccessRecord caller, String parentId, String childId) {
    repository.lockRows(List.of(parentId, childId));
    Optional<Person> child = people.findPerson(childId);
    ProblemException.requireAllowed(
        child.isPresent()
            ? caller.mayWrite(Thing.USERS, child.get().schoolId())
            : caller.reachesAll());
    Person found = child.orElseThrow(() -> UserGuard.noPerson(caller));
    return new Family(
        people.findPerson(parentId).orElseThrow(() -> UserGuard.noPerson(caller)), found);
  }

  /** Refuses the wrong kind of person: as out of reach if it is not of the caller's school. */
  private static void requireRole(AccessRecord caller, Person person, String role, String field) {
    if (!person.roles().contains(role)) {
      ProblemException.requireAllowed(caller.mayWrite(Thing.USERS, person.schoolId()));
      throw ProblemException.field(
          field, "role", "The person does not have the role " + role + ".");
    }
  }

  private void replace(Family family) {
    rows.raiseVersions(family.parent().id(), family.child().id());
    Set<Tag> tags = new LinkedHashSet<>();
    for (Person person : List.of(family.parent(), family.child())) {
      tags.addAll(UserTags.ofPerson(person.id()));
      tags.addAll(UserTags.ofPeople(person.schoolId()));
    }
    cache.invalidate(tags);
  }
}
