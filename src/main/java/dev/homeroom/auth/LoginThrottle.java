package dev.homeroom.auth;

import dev.homeroom.auth.LoginFailures.Counted;
import dev.homeroom.auth.LoginFailures.LostRaceException;
import dev.homeroom.auth.RefusedLogins.RefusalReason;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.users.Account;
import dev.homeroom.users.Accounts;
import dev.homeroom.users.PasswordLocks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Limits wrong logins, in the database, so that all servers count together (SEC1). Redis is not
 * asked. Fails closed: without the database no password is checked.
 *
 * <p>Per user name, whether an account has it or not: five failures in a row are free; after that
 * each is followed by a wait, of 1 s at first, doubling to 15 min (these and more by {@link
 * LoginLimits}). Tries during a wait are refused and do not count. At 100 the password is out of
 * use until it is {@linkplain #reset reset}: every try is answered as a wrong one. A right login
 * sets the count to 0. So a stranger that fails on purpose makes the owner wait for 15 min at most,
 * and needs 21 hours of it to put the password out of use; an administrator ends both. Sessions go
 * on all the while.
 *
 * <p>Per client address: 60 failures within a minute; then it is refused for the rest of it.
 *
 * <p>A try is counted as a failure <em>before</em> its password is checked, and taken back if it is
 * right: parallel tries cannot get ahead of the count, and a server that is killed in between has
 * counted. Up to five right logins of one name at the same moment do not disturb each other.
 */
@ApplicationScoped
class LoginThrottle implements PasswordLocks {
  private static final int MAX_RACES = 5;
  private static final int SPREAD_SECONDS = 5;

  @Inject LoginFailures failures;
  @Inject Accounts accounts;
  @Inject RefusedLogins refused;
  @Inject LoginLimits limits;

  private final SecureRandom random = new SecureRandom();

  /**
   * Counts a try, before its password is checked.
   *
   * @param personId the person whose user name it is; null if no account has it
   * @param address the client address; empty if it is not known, and not limited then
   * @throws ProblemException TOO_MANY_REQUESTS during a wait, the same for every user name;
   *     OVERLOADED if other tries of the name are in the way, or it is too late. Nothing is counted
   *     then
   * @throws RuntimeException if the database is away
   */
  LoginTry begin(
      String username, @Nullable String personId, String address, LoginDeadline deadline) {
    String name = subjectOf(username);
    String ofAddress = address.isEmpty() ? null : "address:" + address;
    for (int i = 0; i < MAX_RACES; i++) {
      Counted seen = failures.read(name, ofAddress);
      requireNoWait(seen.of(ofAddress), seen.of(name), seen);
      deadline.requireTime();
      try {
        return failures.count(name, personId, ofAddress, seen);
      } catch (LostRaceException e) {
        deadline.requireTime();
      }
    }
    throw new ProblemException(
        ErrorCode.OVERLOADED, "Other logins of this user are being checked; try again.");
  }

  private void requireNoWait(
      @Nullable CountedFailures ofAddress, @Nullable CountedFailures ofName, Counted seen) {
    if (ofAddress != null && isPositive(ofAddress.leftOfAddress(seen.now(), limits))) {
      refused.count(RefusalReason.ADDRESS);
      // Spread: all callers of a school have the same address, and would come back together.
      int spread = random.nextInt(SPREAD_SECONDS);
      throw tooMany(ofAddress.leftOfAddress(seen.now(), limits).plusSeconds(spread));
    }
    if (ofName != null && isPositive(ofName.leftOfName(seen.now(), limits))) {
      refused.count(RefusalReason.ACCOUNT);
      throw tooMany(ofName.leftOfName(seen.now(), limits));
    }
  }

  private static boolean isPositive(Duration left) {
    return left.compareTo(Duration.ZERO) > 0;
  }

  private static ProblemException tooMany(Duration left) {
    int seconds = Math.toIntExact(left.plusNanos(999_999_999).toSeconds());
    return ProblemException.tooManyRequests("Too many failed logins; try again later.", seconds);
  }

  /**
   * Sets the count of a right try's name to 0. A login must not be confirmed before.
   *
   * @throws RuntimeException if the database is away
   */
  void succeeded(LoginTry right) {
    failures.forget(right);
  }

  /**
   * Takes a try back that was not wrong, but led to no login: the failures before it stay.
   *
   * @throws RuntimeException if the database is away
   */
  void takeBack(LoginTry attempt) {
    failures.takeBack(attempt);
  }

  @Override
  @Transactional
  public void reset(String personId) {
    Optional<Account> account = accounts.findByPerson(personId);
    failures.forget(
        personId, account.map(Account::username).map(LoginThrottle::subjectOf).orElse(""));
  }

  private static String subjectOf(String username) {
    return "name:" + Digests.ofUserName(username);
  }
}
