package dev.homeroom.users;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RightsLowered;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes and erases people; decides who may, and fails, as {@link UserService} does. Figures stay
 * in both cases.
 */
@ApplicationScoped
class UserRemovals {
  /** The name of an erased person. */
  static final String ERASED = "Erased person";

  @Inject UserRepository repository;
  @Inject UserGuard guard;
  @Inject UserQueries users;
  @Inject UserTags tags;
  @Inject CacheService cache;
  @Inject Event<RightsLowered> lowered;
  @Inject Clock clock;

  /**
   * Removes a person whom no marks, grades, invoices or other figures name. Anybody else stays in
   * state left, with a disabled account; calling it again changes nothing then.
   *
   * @param ifMatch the version that the caller saw; null for any
   * @throws ProblemException 404 or 403 for a person out of reach, 412 for another version, 409 for
   *     the last active super administrator
   */
  @Transactional
  void delete(AccessRecord caller, String personId, @Nullable String ifMatch) {
    StoredUser user = guard.lock(caller, personId, ifMatch);
    boolean stays = repository.hasFigures(user.person().id);
    if (stays && !user.person().active) {
      return;
    }
    Set<Tag> concerned = concerned(user);
    if (stays) {
      leave(user);
    } else {
      repository.remove(user);
    }
    replace(user, concerned);
  }

  /**
   * Erases a person: another name, no contact, no account, no links to parents or children, no
   * notes on attendance. Marks, grades, invoices and payments stay. It cannot be undone; of an
   * erased person it does nothing.
   *
   * @throws ProblemException 404 or 403 for a person out of reach, 409 for the last active super
   *     administrator
   */
  @Transactional
  void erase(AccessRecord caller, String personId) {
    StoredUser user = guard.lock(caller, personId, null);
    StoredPerson person = user.person();
    if (person.erasedAt != null) {
      return;
    }
    Set<Tag> concerned = concerned(user);
    person.erase(ERASED, clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC));
    repository.save(person);
    repository.removeTraces(user);
    replace(user, concerned);
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
