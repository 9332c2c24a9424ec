package dev.homeroom.auth;

import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditSubject;
import dev.homeroom.http.CallerPresence;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.time.Ticker;
import dev.homeroom.users.Account;
import dev.homeroom.users.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Changes a person's own password. Reads the database only. Fails closed; if the database is away,
 * no password is changed.
 */
@ApplicationScoped
class PasswordChange {
  private static final String PATH = "/auth/password";

  @Inject Accounts accounts;
  @Inject PasswordHashing passwords;
  @Inject PasswordRules rules;
  @Inject PasswordNames names;
  @Inject PasswordWrites writes;
  @Inject Login login;
  @Inject FailedLogins failed;
  @Inject LoginThrottle throttle;
  @Inject Ticker ticker;

  /**
   * Replaces the password, cuts off all of the person's tokens, and returns new ones. It takes a
   * turn as a login does, for two hashes.
   *
   * @throws ProblemException 400 that names {@code new} and the rule it breaks, or {@code current}
   *     with the rule {@code wrong}; TOO_MANY_REQUESTS after too many failures of the person or the
   *     address; OVERLOADED if too many log in, it takes too long, or the account is changed at the
   *     same moment: the password may be changed all the same
   * @throws RuntimeException if the database is away
   */
  TokenView change(Actor by, PasswordBody body, CallerPresence caller) {
    String next = rules.requireGood(PasswordBody.NEW, body.next());
    LoginDeadline deadline = new LoginDeadline(ticker);
    String personId = by.record().id();
    LoginRequest request = new LoginRequest(caller, by.origin(), PATH, personId, deadline);
    Checked checked =
        passwords.inTurn(
            caller, personId, deadline, () -> checked(personId, body.current(), request));
    Account account = checked.account();
    if (!checked.isRight()) {
      failed.add(account, checked.attempt(), request);
      throw wrong();
    }
    throttle.succeeded(checked.attempt());
    if (PasswordHashing.normalised(body.current()).equals(next)) {
      throw ProblemException.field(PasswordBody.NEW, "unchanged", "This is the present password.");
    }
    rules.requireNoNames(PasswordBody.NEW, next, names.of(account, deadline));
    String hash = passwords.inTurn(caller, personId, deadline, () -> passwords.hashInTurn(next));
    deadline.requireTime();
    AuditEvent event =
        AuditEvent.of(AuditAction.PASSWORD_CHANGED, by)
            .about(AuditSubject.person(personId))
            .inSchool(account.schoolId());
    if (!writes.replace(account, hash, event)) {
      throw new ProblemException(ErrorCode.OVERLOADED, "The account is being changed; try again.");
    }
    return login.begin(account.withHash(hash), checked.attempt(), request);
  }

  private record Checked(Account account, boolean isRight, LoginTry attempt) {}

  private Checked checked(String personId, String current, LoginRequest request) {
    LoginDeadline deadline = request.deadline();
    deadline.requireTime();
    Account account = accounts.findByPerson(personId).orElseThrow(PasswordChange::wrong);
    deadline.requireTime();
    LoginTry attempt =
        throttle.begin(account.username(), personId, request.caller().address(), deadline);
    boolean matches = passwords.matches(current, account.passwordHash());
    return new Checked(account, matches && !attempt.isOutOfUse(), attempt);
  }

  private static ProblemException wrong() {
    // Not 401, at which a page would log in again: the token of the request is good.
    return ProblemException.field("current", "wrong", "The current password is wrong.");
  }
}
