package dev.homeroom.classes;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Thing;
import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.audit.AuditSubject;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import dev.homeroom.classes.ClassLinkRows.Pair;
import dev.homeroom.classes.ClassLinkRows.Period;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.schools.Schools;
import dev.homeroom.users.People;
import dev.homeroom.users.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Links students and teachers to classes, from a day until a day. What happened on a day is judged
 * by the links of that day, so an ended link stays. If the database is away each method throws.
 */
@ApplicationScoped
class ClassLinks {
  /** The last day of a link without an end. */
  static final LocalDate OPEN = LocalDate.of(2999, 12, 31);

  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);

  @Inject ClassLinkRows rows;
  @Inject People people;
  @Inject Schools schools;
  @Inject CacheService cache;
  @Inject AuditLog audit;

  private record Linked(SchoolClass of, Person person, Pair pair, LocalDate today) {}

  /**
   * Links a person to a class. The given period replaces those of the same link that overlap with
   * it; doing it again changes nothing.
   *
   * @throws ProblemException 403 for a class or person out of reach; 404 for a missing one, to
   *     super administrators; 400 for a person that is of another school, has left or lacks the
   *     role, and for days that mean nothing; 409 for too many people in the class
   */
  @Transactional
  void link(Actor by, ClassLink link, String classId, String personId, ClassLinkInput input) {
    Linked linked = find(by.record(), link, classId, personId);
    requireFitting(linked);
    List<Period> present = rows.list(linked.pair());
    Period wanted = period(input, present, linked.today());
    if (present.stream().filter(wanted::overlaps).toList().equals(List.of(wanted))) {
      return;
    }
    if (rows.others(linked.pair(), wanted) >= link.mostPeople()) {
      throw new ProblemException(
          ErrorCode.CONFLICT, "The class already has the most of them: " + link.mostPeople() + ".");
    }
    rows.removeOverlapping(linked.pair(), wanted);
    rows.add(linked.pair(), wanted);
    cache.invalidate(tags(linked));
    audit.record(
        event(link.linked(), by, linked)
            .with("from", wanted.from().toString())
            .with("until", wanted.until().toString()));
  }

  /**
   * Ends a link with yesterday; one that begins today or later is removed. Does nothing if there is
   * none.
   *
   * @throws ProblemException 403 for a class or person out of reach; 404 for a missing one, to
   *     super administrators
   */
  @Transactional
  void end(Actor by, ClassLink link, String classId, String personId) {
    Linked linked = find(by.record(), link, classId, personId);
    List<Period> ending =
        rows.list(linked.pair()).stream()
            .filter(period -> !period.until().isBefore(linked.today()))
            .toList();
    if (ending.isEmpty()) {
      return;
    }
    rows.removeOverlapping(linked.pair(), new Period(linked.today(), OPEN));
    // Periods of one link do not overlap, so at most one has begun.
    ending.stream()
        .filter(period -> period.from().isBefore(linked.today()))
        .map(begun -> new Period(begun.from(), linked.today().minusDays(1)))
        .forEach(begun -> rows.add(linked.pair(), begun));
    cache.invalidate(tags(linked));
    audit.record(event(link.unlinked(), by, linked));
  }

  private static AuditEvent event(AuditAction action, Actor by, Linked linked) {
    return AuditEvent.of(action, by)
        .about(AuditSubject.Kind.CLASS, linked.of().id())
        .inSchool(linked.of().schoolId())
        .with("person", linked.person().id());
  }

  private Linked find(AccessRecord caller, ClassLink link, String classId, String personId) {
    SchoolClass found = rows.lockClass(classId).orElse(null);
    boolean all = caller.reachesAll();
    ProblemException.requireAllowed(
        all || (found != null && caller.mayWrite(Thing.USERS, found.schoolId())));
    Person person = people.findPerson(personId).orElse(null);
    ProblemException.requireAllowed(
        all || (person != null && caller.mayWrite(Thing.USERS, person.schoolId())));
    if (found == null || person == null) {
      throw new ProblemException(ErrorCode.NOT_FOUND, "There is no such class or person.");
    }
    LocalDate today = schools.findToday(found.schoolId()).orElseThrow().date();
    return new Linked(found, person, Pair.of(link, classId, personId), today);
  }

  private static void requireFitting(Linked linked) {
    ClassLink link = linked.pair().link();
    Person person = linked.person();
    if (!linked.of().schoolId().equals(person.schoolId())) {
      throw refusal(link, "school", "The person is of another school than the class.");
    }
    if (!person.roles().contains(link.role())) {
      throw refusal(link, "role", "The person does not have the role " + link.role() + ".");
    }
    if (!person.active()) {
      throw refusal(link, "active", "The person has left, or the account is disabled.");
    }
  }

  private static ProblemException refusal(ClassLink link, String rule, String message) {
    return ProblemException.field(link.parameter(), rule, message);
  }

  /** Returns the period that is asked for; what is left out is as it is today. */
  private static Period period(ClassLinkInput input, List<Period> present, LocalDate today) {
    LocalDate from = input.from();
    if (from == null) {
      from =
          present.stream()
              .filter(period -> period.contains(today))
              .map(Period::from)
              .findFirst()
              .orElse(today);
    }
    LocalDate until = input.until() == null ? OPEN : input.until();
    if (from.isBefore(FIRST) || from.isAfter(OPEN)) {
      throw ProblemException.field("from", "range", "from is a day from 1900 to 2999.");
    }
    if (until.isBefore(from) || until.isAfter(OPEN)) {
      throw ProblemException.field("until", "range", "until is not before from, nor after 2999.");
    }
    return new Period(from, until);
  }

  /** Returns the tags of the person, of the class, and of its teachers: they see its students. */
  private Set<Tag> tags(Linked linked) {
    Set<Tag> tags = new TreeSet<>();
    tags.add(Tag.of("access", linked.person().id()));
    tags.add(Tag.of("user", linked.person().id()));
    rows.teachers(linked.pair().classId()).forEach(id -> tags.add(Tag.of("user", id)));
    tags.add(Tag.of("class", linked.of().id()));
    tags.add(Tag.of("classes", linked.of().schoolId()));
    tags.add(Tag.of("people", linked.of().schoolId()));
    return tags;
  }
}
