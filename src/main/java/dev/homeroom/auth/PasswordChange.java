package dev.homeroom.auth;

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
  @Inject Accounts accounts;
  @Inject PasswordHashing passwords;
  @Inject PasswordRules rules;
  @Inject PasswordNames names;
  @Inject PasswordWrites writes;
  @Inject Login login;
  @Inject LoginCounts counts;
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
  TokenView change(String personId, PasswordBody body, CallerPresence caller) {
    String next = rules.requireGood(PasswordBody.NEW, body.next());
    LoginDeadline deadline = new LoginDeadline(ticker);
    Account checked =
        passwords.inTurn(
            caller, personId, deadline, () -> checked(personId, body.current(), caller, deadline));
    if (PasswordHashing.normalised(body.current()).equals(next)) {
      throw ProblemException.field(PasswordBody.NEW, "unchanged", "This is the present password.");
    }
    rules.requireNoNames(PasswordBody.NEW, next, names.of(checked, deadline));
    String hash = passwords.inTurn(caller, personId, deadline, () -> passwords.hashInTurn(next));
    deadline.requireTime();
    String before = String.valueOf(checked.passwordHash());
    if (!writes.replace(personId, before, hash)) {
      throw new ProblemException(ErrorCode.OVERLOADED, "The account is being changed; try again.");
    }
    return login.begin(
        new Account(personId, checked.username(), hash, true, checked.lastLogin()), deadline);
  }

  private Account checked(
      String personId, String current, CallerPresence caller, LoginDeadline deadline) {
    deadline.requireTime();
    Account account = accounts.findByPerson(personId).orElseThrow(this::wrong);
    deadline.requireTime();
    LoginTry attempt = throttle.begin(account.username(), personId, caller.address(), deadline);
    if (!passwords.matches(current, account.passwordHash()) || attempt.isOutOfUse()) {
      throw wrong();
    }
    throttle.succeeded(attempt);
    return account;
  }

  /** Makes the refusal of a wrong password, which counts as a failed login. */
  private ProblemException wrong() {
    counts.failed();
    // Not 401, at which a page would log in again: the token of the request is good.
    return ProblemException.field("current", "wrong", "The current password is wrong.");
  }
}
