package dev.homeroom.users;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RightsLowered;
import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import dev.homeroom.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deletes and erases people. Figures stay in both cases: marks, grades, invoices, payments. It
 * decides whether the caller may, and fails, as {@link UserService} does.
 */
@ApplicationScoped
class UserRemovals {
  /** The name of an erased person. */
  static final String ERASED = "Erased person";

  @Inject UserRepository repository;
  @Inject UserGuard guard;
  @Inject UserQueries users;
  @Inject UserTags tags;
  @Inject PasswordLocks locks;
  @Inject CacheService cache;
  @Inject Event<RightsLowered> lowered;
  @Inject Clock clock;
  @Inject AuditLog audit;

  /**
   * Deletes a person that no figures name, such as marks, grades, invoices. A person with figures
   * stays in state left, with a disabled account; calling it again changes nothing then.
   *
   * @param ifMatch the version that the caller saw; null for any
   * @throws ProblemException 404 or 403 for a person out of reach, 412 for another version, 409 for
   *     the last active super administrator, and if links were made at the same moment
   */
  @Transactional
  void delete(Actor by, String personId, @Nullable String ifMatch) {
    StoredUser user = lock(by.record(), personId, ifMatch);
    boolean stays = repository.hasFigures(user.person().id);
    if (stays && !user.person().active) {
      return;
    }
    Set<Tag> concerned = concerned(user);
    locks.reset(personId);
    if (stays) {
      leave(user);
    } else {
      repository.remove(user);
    }
    replace(user, concerned);
    audit.record(event(AuditAction.USER_DELETED, by, user).with("stays", String.valueOf(stays)));
  }

  /**
   * Erases what identifies a person: name and sort key, email, position, account, links to parents
   * and children, notes on attendance. Roles, class links, marks, grades, invoices and payments
   * stay. It cannot be undone; of an erased person it does nothing.
   *
   * @throws ProblemException 404 or 403 for a person out of reach, 409 for the last active super
   *     administrator, and if links were made at the same moment
   */
  @Transactional
  void erase(Actor by, String personId) {
    StoredUser user = lock(by.record(), personId, null);
    StoredPerson person = user.person();
    if (person.erasedAt != null) {
      return;
    }
    Set<Tag> concerned = concerned(user);
    // While the account is there: failures are found by its user name.
    locks.reset(personId);
    person.erase(ERASED, clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC));
    repository.save(person);
    repository.removeTraces(user);
    replace(user, concerned);
    audit.record(event(AuditAction.USER_ERASED, by, user));
  }

  private static AuditEvent event(AuditAction action, Actor by, StoredUser user) {
    return UserEvents.of(action, by, user.person().idText(), user.person().school());
  }

  /** Holds the rows of the person and of those to whom its links lead, whose versions it raises. */
  private StoredUser lock(AccessRecord caller, String personId, @Nullable String ifMatch) {
    List<String> held = new ArrayList<>(users.listLinked(personId));
    held.add(personId);
    repository.lockRows(held);
    StoredUser user = guard.lock(caller, personId, ifMatch);
    // A link that was made while this waited: its other person is not held, and cannot be now.
    if (!held.containsAll(users.listLinked(personId))) {
      throw UserRules.conflict("The person's links were changed meanwhile; try again.");
    }
    return user;
  }

  /** Returns the tags of the person and of those to whom its links lead, while they are there. */
  private Set<Tag> concerned(StoredUser user) {
    if (user.isActiveSuperAdmin()) {
      guard.requireOtherSuperAdmin(user.person());
    }
    Set<Tag> concerned = tags.of(user.person());
    users
        .listLinked(user.person().idText())
        .forEach(other -> concerned.addAll(UserTags.ofPerson(other)));
    return concerned;
  }

  private void leave(StoredUser user) {
    user.person().leave();
    repository.save(user.person());
    StoredAccount account = user.account();
    if (account != null) {
      account.disable();
      repository.save(account);
    }
  }

  private void replace(StoredUser user, Set<Tag> concerned) {
    lowered.fire(new RightsLowered(user.person().idText(), "removed or erased"));
    cache.invalidate(concerned);
  }
}
