package dev.homeroom.auth;

import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.RequestOrigin;
import dev.homeroom.http.CallerPresence;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.time.Ticker;
import dev.homeroom.users.Account;
import dev.homeroom.users.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sets the password of an account for a one-time code, and logs its person in. Reads the database
 * only. Fails closed; if the database is away, no code is used up.
 */
@ApplicationScoped
class Redemption {
  /** The id of nobody, so that an unknown user costs the same statements. */
  private static final String NOBODY = "0";

  private static final String FIELD = "password";
  private static final String PATH = "/auth/redeem";

  @Inject Accounts accounts;
  @Inject OneTimeCodes codes;
  @Inject PasswordHashing passwords;
  @Inject PasswordRules rules;
  @Inject PasswordNames names;
  @Inject PasswordWrites writes;
  @Inject Login login;
  @Inject FailedLogins failed;
  @Inject LoginThrottle throttle;
  @Inject Ticker ticker;

  /**
   * Uses a code up, sets the password, cuts off tokens from before, and returns new ones. It takes
   * a turn as a login does.
   *
   * @throws ProblemException 400 that names the rule that the password breaks, which leaves the
   *     code as it is; UNAUTHENTICATED, the same and in the same time for an unknown user, an
   *     account that is not active, a wrong, an expired and a used code; TOO_MANY_REQUESTS after
   *     too many failures of the user name or the address; OVERLOADED if too many log in or it
   *     takes too long: the password may be set all the same
   * @throws RuntimeException if the database is away
   */
  TokenView redeem(RedeemBody body, CallerPresence caller, RequestOrigin origin) {
    String password = rules.requireGood(FIELD, body.password());
    LoginDeadline deadline = new LoginDeadline(ticker);
    LoginRequest request = new LoginRequest(caller, origin, PATH, null, deadline);
    String username = body.username();
    String digest = OneTimeCode.digestOf(body.code());
    Checked checked =
        passwords.inTurn(
            caller, username, deadline, () -> withHash(username, digest, password, request));
    Account account = checked.account();
    if (account == null || !checked.isRight()) {
      throw wrong(account, checked.attempt(), request);
    }
    requireNoNames(account, password, checked.attempt(), deadline);
    deadline.requireTime();
    String personId = account.personId();
    AuditEvent event =
        AuditEvent.ofOwn(AuditAction.CODE_REDEEMED, personId, account.schoolId(), origin);
    if (!writes.redeem(personId, digest, checked.hash(), event)) {
      throw wrong(account, checked.attempt(), request);
    }
    throttle.succeeded(checked.attempt());
    return login.begin(account.withHash(checked.hash()), checked.attempt(), request);
  }

  /** Refuses a password of names, which is no failed login: the code was right. */
  private void requireNoNames(
      Account account, String password, LoginTry attempt, LoginDeadline deadline) {
    try {
      rules.requireNoNames(FIELD, password, names.of(account, deadline));
    } catch (ProblemException e) {
      throttle.takeBack(attempt);
      throw e;
    }
  }

  private record Checked(
      @Nullable Account account, boolean isRight, String hash, LoginTry attempt) {}

  /** Makes the same look-ups and one hash in every case, so that the time reveals nothing. */
  private Checked withHash(String username, String digest, String password, LoginRequest request) {
    LoginDeadline deadline = request.deadline();
    deadline.requireTime();
    Optional<Account> found = accounts.findByUsername(username);
    deadline.requireTime();
    String personId = found.map(Account::personId).orElse(null);
    LoginTry attempt = throttle.begin(username, personId, request.caller().address(), deadline);
    boolean works = codes.works(personId == null ? NOBODY : personId, digest);
    deadline.requireTime();
    String hash = passwords.hashInTurn(password);
    boolean isRight = works && found.filter(Account::active).isPresent();
    return new Checked(found.orElse(null), isRight, hash, attempt);
  }

  /** Makes the one refusal that says something about the code, which counts as a failed login. */
  private ProblemException wrong(
      @Nullable Account account, LoginTry attempt, LoginRequest request) {
    failed.add(account, attempt, request);
    return new ProblemException(
        ErrorCode.UNAUTHENTICATED,
        "The user name or the code is wrong, or the code was used or has expired.");
  }
}
