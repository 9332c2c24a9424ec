package dev.homeroom.users;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RightsLowered;
import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.VersionTag;
import dev.homeroom.schools.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes and changes people. It decides whether the caller may, by the caller's access record and
 * the person's rows. If the database is away each method throws, and nothing is half-written.
 */
@ApplicationScoped
class UserService {
  @Inject UserRepository repository;
  @Inject UserGuard guard;
  @Inject UserQueries users;
  @Inject UserTags tags;
  @Inject Schools schools;
  @Inject CacheService cache;
  @Inject Event<RightsLowered> lowered;
  @Inject Clock clock;
  @Inject AuditLog audit;

  /**
   * Makes a person, with an account if there is a user name; the account has no password.
   *
   * @throws ProblemException 403 for a school or roles out of reach, 400 for a field that means
   *     nothing, 409 for a user name that is taken or a plan that is exhausted
   */
  @Transactional
  UserView create(Actor by, UserInput input) {
    guard.requireGiven(by.record(), input);
    UserRules.requireAccount(input, false);
    StoredPerson person = new StoredPerson();
    StoredUser made = new StoredUser(person, null, Set.of());
    guard.requireSeat(made, input, true);
    guard.requireFree(input.username(), null);
    person.change(input, true);
    repository.save(person);
    saveAccount(made, input);
    repository.replaceRoles(person.id, input.roles());
    cache.invalidate(tags.of(person));
    audit.record(UserEvents.created(by, person.idText(), input));
    return view(person);
  }

  /**
   * Replaces a person's fields, roles and state; a null state stays as it is. A person that moves
   * to another school leaves the classes of the old one.
   *
   * @param ifMatch the version that the caller saw; null for any
   * @throws ProblemException as {@link #create}; 404 or 403 for a person out of reach; 412 for
   *     another version; 409 for an erased person, and if no active super administrator would
   *     remain
   */
  @Transactional
  UserView replace(Actor by, String personId, UserInput input, @Nullable String ifMatch) {
    return change(by, personId, ifMatch, present -> input);
  }

  /**
   * Changes a person in part.
   *
   * @param patch returns the person as it is to be, for the person as it is; it may throw
   * @throws ProblemException as {@link #replace}
   */
  @Transactional
  UserView patch(
      Actor by, String personId, UnaryOperator<UserInput> patch, @Nullable String ifMatch) {
    return change(by, personId, ifMatch, patch);
  }

  /** Replaces a person's roles; throws what {@link #replace} does. */
  @Transactional
  UserView replaceRoles(Actor by, String personId, List<String> roles, @Nullable String ifMatch) {
    return change(by, personId, ifMatch, present -> present.withRoles(roles));
  }

  private UserView change(
      Actor by, String personId, @Nullable String ifMatch, UnaryOperator<UserInput> change) {
    AccessRecord caller = by.record();
    StoredUser user = guard.lock(caller, personId, ifMatch);
    if (user.person().erasedAt != null) {
      throw UserRules.conflict("The person is erased, which cannot be undone.");
    }
    UserInput input = change.apply(user.asInput());
    requireVersion(input, user.person());
    guard.requireGiven(caller, input);
    UserRules.requireAccount(input, user.account() != null);
    boolean active = StoredAccount.ACTIVE.equals(input.state()) || user.person().active;
    guard.requireSeat(user, input, active);
    guard.requireFree(input.username(), user.account());
    // Before the rows change.
    AuditEvent event = UserEvents.changed(by, user, input);
    save(user, input, active);
    audit.record(event);
    return view(user.person());
  }

  /** Writes the person, fires an event if the rights are lowered, and replaces the tags. */
  private void save(StoredUser user, UserInput input, boolean active) {
    StoredPerson person = user.person();
    Set<Tag> concerned = tags.of(person);
    boolean wasSuperAdmin = user.isActiveSuperAdmin();
    boolean wasActive = user.isActive();
    if (wasSuperAdmin) {
      repository.holdSuperAdmins();
    }
    boolean moves = !Objects.equals(person.school(), input.schoolId());
    if (moves) {
      leaveClasses(person);
    }
    person.change(input, active);
    repository.save(person);
    saveAccount(user, input);
    repository.replaceRoles(person.id, input.roles());
    Set<String> roles = new HashSet<>(input.roles());
    StoredUser now = new StoredUser(person, user.account(), roles);
    if (wasSuperAdmin && !now.isActiveSuperAdmin()) {
      guard.requireOtherSuperAdmin(person);
    }
    if (moves || !roles.containsAll(user.roles()) || (wasActive && !now.isActive())) {
      lowered.fire(new RightsLowered(person.idText(), "role, state or school changed"));
    }
    concerned.addAll(UserTags.ofPeople(person.school()));
    cache.invalidate(concerned);
  }

  private static void requireVersion(UserInput input, StoredPerson person) {
    if (input.version() != null && input.version() != person.version) {
      throw VersionTag.stale();
    }
  }

  private void saveAccount(StoredUser user, UserInput input) {
    String username = input.username();
    if (username == null) {
      return;
    }
    StoredAccount account = user.account();
    if (account == null) {
      account =
          new StoredAccount(
              user.person().id,
              username,
              clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC));
    }
    account.change(username, input.state());
    repository.save(account);
  }

  private void leaveClasses(StoredPerson person) {
    String school = person.school();
    if (school != null) {
      repository.endClassLinks(person.id, schools.findToday(school).orElseThrow().date());
    }
  }

  private UserView view(StoredPerson person) {
    return users.findView(person.idText()).orElseThrow();
  }
}
