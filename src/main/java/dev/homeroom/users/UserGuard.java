package dev.homeroom.users;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Thing;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.VersionTag;
import dev.homeroom.roles.Permissions;
import dev.homeroom.schools.Schools;
import dev.homeroom.schools.Subscriptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses writes of people that a rule forbids; its callers hold the transaction. */
@ApplicationScoped
class UserGuard {
  @Inject UserRepository repository;
  @Inject Permissions permissions;
  @Inject Subscriptions subscriptions;
  @Inject Schools schools;

  /**
   * Returns a person that the caller may change, and holds the row.
   *
   * @throws ProblemException 403 for a person out of reach, or whose roles outrank the caller's;
   *     404 for none, to super administrators; 412 for another version
   */
  StoredUser lock(AccessRecord caller, String personId, @Nullable String ifMatch) {
    StoredUser user = repository.lock(personId).orElseThrow(() -> noPerson(caller));
    ProblemException.requireAllowed(caller.mayWrite(Thing.USERS, user.person().school()));
    ProblemException.requireAllowed(
        UserAccess.mayGive(caller, user.roles(), permissions.of(user.roles()).all()));
    VersionTag.requireExisting(ifMatch, user.person().version);
    return user;
  }

  /** Refuses a school and roles that the caller may not give, or that do not exist: 403, 400. */
  void requireGiven(AccessRecord caller, UserInput input) {
    ProblemException.requireAllowed(caller.mayWrite(Thing.USERS, input.schoolId()));
    UserRules.requireRoles(input.roles(), repository.existing(input.roles()), input.schoolId());
    Set<String> roles = new HashSet<>(input.roles());
    ProblemException.requireAllowed(UserAccess.mayGive(caller, roles, permissions.of(roles).all()));
  }

  /**
   * Asks the school's plan for a person that becomes active in it. Called before anything is
   * written that refers to the school.
   *
   * @param active whether the person is to be active
   * @throws ProblemException 409 if the plan is exhausted or over, 400 for a school that there is
   *     not
   */
  void requireSeat(StoredUser before, UserInput input, boolean active) {
    String schoolId = input.schoolId();
    if (schoolId == null) {
      return;
    }
    boolean moves = !schoolId.equals(before.person().school());
    if (moves && schools.findSchool(schoolId).isEmpty()) {
      throw ProblemException.field("school_id", "exists", "There is no such school.");
    }
    boolean stays = before.person().active && !moves;
    boolean needsSeat = !UserRules.kind(input.roles()).equals(UserRules.PARENT_KIND);
    boolean enables = StoredAccount.ACTIVE.equals(input.state()) && !before.isActive();
    if (active && needsSeat && !(stays && before.takesSeat())) {
      subscriptions.requireSeat(schoolId);
    } else if (active && (!stays || enables)) {
      subscriptions.requireCurrent(schoolId);
    }
  }

  /** Refuses a user name that somebody else has, in any spelling of its letters: 409. */
  void requireFree(@Nullable String username, @Nullable StoredAccount own) {
    boolean isOwn = own != null && own.username.equalsIgnoreCase(username);
    if (username != null && !isOwn && repository.isTaken(username)) {
      throw UserRules.conflict("The user name is taken.");
    }
  }

  /** Refuses to take away the district's last administrator: 409. */
  void requireOtherSuperAdmin(StoredPerson person) {
    if (!repository.hasOtherSuperAdmin(person.id)) {
      throw new ProblemException(
          ErrorCode.LAST_SUPER_ADMIN,
          "Nobody else is an active super administrator with a password: nobody could administer"
              + " the district.");
    }
  }

  static ProblemException noPerson(AccessRecord caller) {
    return caller.reachesAll()
        ? new ProblemException(ErrorCode.NOT_FOUND, "There is no such person.")
        : ProblemException.forbidden();
  }
}
