package dev.homeroom.users;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Thing;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.schools.Schools;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds people who may be given a one-time code, and decides whether the caller may give it: a code
 * lets its holder act as the person, so this asks what a change of the person asks. Fails closed;
 * if the database is away each method throws. Its callers hold the transaction.
 */
@ApplicationScoped
public class Invitees {
  /**
   * Which people are wanted.
   *
   * @param classId a class of the school, for its students and teachers of today; null for all
   * @param renew whether people whose code still works are among them
   * @param now the moment at which it works
   * @param atMost how many, at least 1
   */
  public record WantedInvitees(@Nullable String classId, boolean renew, Instant now, int atMost) {}

  @Inject Queries queries;
  @Inject Schools schools;
  @Inject UserGuard guard;
  @Inject UserQueries users;

  /**
   * Returns a person who has an account, with or without a password, and holds the row.
   *
   * @throws ProblemException 403 for a person out of reach, or whose roles outrank the caller's;
   *     404 for none, to super administrators; 409 for a person without a user name, or who is not
   *     active
   */
  public Invitee get(AccessRecord caller, String personId) {
    StoredUser user = guard.lock(caller, personId, null);
    StoredAccount account = user.account();
    if (account == null) {
      throw UserRules.conflict("The person has no user name; give one first.");
    }
    if (!user.isActive()) {
      throw UserRules.conflict("The person has left, or the account is disabled.");
    }
    StoredPerson person = user.person();
    return new Invitee(person.idText(), account.username, person.name, person.school());
  }

  /**
   * Returns active people of a school who have an account without a password, and whom the caller
   * may change: first those without a code, then by its age, then by name.
   *
   * @throws ProblemException 403 for a school out of reach; 404 for none, to super administrators;
   *     400 for a class that is not of the school
   */
  public List<Invitee> list(AccessRecord caller, String schoolId, WantedInvitees wanted) {
    ProblemException.requireAllowed(caller.mayWrite(Thing.USERS, schoolId));
    LocalDate today = schools.findToday(schoolId).orElseThrow(Invitees::noSchool).date();
    String classId = wanted.classId();
    if (classId != null) {
      requireClass(classId, schoolId);
    }
    InviteesQuery query = new InviteesQuery(schoolId, wanted, today).notAbove(caller);
    return queries.list(
        query.sql(),
        row -> new Invitee(row.id(1), row.text(2), row.text(3), schoolId),
        query.parameters());
  }

  private void requireClass(String classId, String schoolId) {
    if (!users.findSchoolOfClass(classId).equals(Optional.of(schoolId))) {
      throw ProblemException.field("class_id", "exists", "The school has no such class.");
    }
  }

  private static ProblemException noSchool() {
    return new ProblemException(ErrorCode.NOT_FOUND, "There is no such school.");
  }
}
