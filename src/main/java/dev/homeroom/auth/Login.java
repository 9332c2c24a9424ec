package dev.homeroom.auth;

import dev.homeroom.audit.RequestOrigin;
import dev.homeroom.auth.TokenSubjects.TokenSubject;
import dev.homeroom.http.CallerPresence;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.time.Ticker;
import dev.homeroom.users.Account;
import dev.homeroom.users.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Issues tokens for a user name and a password. Reads the database only, never a cache. Fails
 * closed: without the database no login succeeds.
 */
@ApplicationScoped
class Login {
  private static final System.Logger LOGGER = System.getLogger(Login.class.getName());
  private static final String PATH = "/auth/login";

  @Inject Accounts accounts;
  @Inject PasswordHashing passwords;
  @Inject HashRenewal renewal;
  @Inject TokenSubjects subjects;
  @Inject SessionTokens sessions;
  @Inject LoginStatistics counts;
  @Inject FailedLogins failed;
  @Inject LoginThrottle throttle;
  @Inject Clock clock;
  @Inject Ticker ticker;

  /**
   * Begins a session and returns its tokens. Waits for a turn first, then reads the database, all
   * within one {@link LoginDeadline}.
   *
   * @param caller is dropped without a hash if it has hung up while waiting
   * @param origin where the request came from
   * @throws ProblemException UNAUTHENTICATED, the same for an unknown user, a wrong password, a
   *     disabled account, a password that is out of use; TOO_MANY_REQUESTS after too many failures
   *     of the user name or the address; OVERLOADED if too many log in, or it takes too long
   * @throws RuntimeException if the database is away, which says nothing about the password
   */
  TokenView login(String username, String password, CallerPresence caller, RequestOrigin origin) {
    LoginDeadline deadline = new LoginDeadline(ticker);
    LoginRequest request = new LoginRequest(caller, origin, PATH, null, deadline);
    Checked checked =
        passwords.inTurn(caller, username, deadline, () -> checked(username, password, request));
    Account account = checked.account();
    if (account == null || !checked.isRight()) {
      throw wrong(account, checked.attempt(), request);
    }
    throttle.succeeded(checked.attempt());
    TokenView token = begin(account, checked.attempt(), request);
    renewal.renew(account, password, caller, deadline);
    return token;
  }

  /**
   * Issues tokens for an account whose password was checked or set a moment ago, and notes the
   * login.
   *
   * @param attempt the try by which it was checked
   * @throws ProblemException UNAUTHENTICATED if it is not active any more; OVERLOADED if the
   *     password was replaced or hashed anew meanwhile, or it takes too long
   */
  TokenView begin(Account account, LoginTry attempt, LoginRequest request) {
    TokenView token = issue(account, attempt, request);
    note(account, request.deadline());
    return token;
  }

  private record Checked(@Nullable Account account, boolean isRight, LoginTry attempt) {}

  /**
   * Makes one look-up, counts the try and makes one hash in every case, so that the time reveals
   * nothing.
   */
  private Checked checked(String username, String password, LoginRequest request) {
    LoginDeadline deadline = request.deadline();
    Account found = account(username, deadline).orElse(null);
    deadline.requireTime();
    String personId = found == null ? null : found.personId();
    LoginTry attempt = throttle.begin(username, personId, request.caller().address(), deadline);
    // Null for an account without a password too.
    String hash = found == null ? null : found.passwordHash();
    boolean matches = passwords.matches(password, hash);
    boolean isRight = matches && found != null && found.active() && !attempt.isOutOfUse();
    return new Checked(found, isRight, attempt);
  }

  /**
   * Issues tokens with the cut-offs read <em>before</em> the last read of the account, so that a
   * later change of it refuses them.
   */
  private TokenView issue(Account checked, LoginTry attempt, LoginRequest request) {
    LoginDeadline deadline = request.deadline();
    TokenSubject subject =
        subjects
            .find(checked.personId(), List.of(), deadline)
            .orElseThrow(() -> wrong(checked, attempt, request));
    Account now = account(checked.username(), deadline).orElse(null);
    if (now == null || !now.active()) {
      throw wrong(now, attempt, request);
    }
    if (!Objects.equals(now.passwordHash(), checked.passwordHash())) {
      // A login beside this one may have hashed the same password anew, so it may be right.
      throw new ProblemException(ErrorCode.OVERLOADED, "The account is being changed; try again.");
    }
    deadline.requireTime();
    TokenView tokens = sessions.begin(subject, request.origin());
    counts.succeeded(subject.person().roles());
    return tokens;
  }

  private Optional<Account> account(String username, LoginDeadline deadline) {
    deadline.requireTime();
    return accounts.findByUsername(username);
  }

  /** Notes the time of the login. A failure does not fail the login. */
  private void note(Account account, LoginDeadline deadline) {
    if (deadline.isOver()) {
      return;
    }
    try {
      accounts.recordLogin(account.personId(), clock.instant());
    } catch (RuntimeException e) {
      // Any exception: the statements may fail, and the commit throws the container's own types.
      LOGGER.log(System.Logger.Level.DEBUG, "The time of a login was not stored", e);
    }
  }

  /** Makes the one refusal that says something about the password, and records it. */
  private ProblemException wrong(
      @Nullable Account account, LoginTry attempt, LoginRequest request) {
    failed.add(account, attempt, request);
    return new ProblemException(
        ErrorCode.UNAUTHENTICATED, "The user name or the password is wrong.");
  }
}
