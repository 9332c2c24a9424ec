package dev.homeroom.auth;

import dev.homeroom.cache.Tag;
import dev.homeroom.database.GenerationRows;
import dev.homeroom.http.CallerPresence;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.time.Ticker;
import dev.homeroom.users.Account;
import dev.homeroom.users.Accounts;
import dev.homeroom.users.People;
import dev.homeroom.users.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Issues a token for a user name and a password. Reads the database only, never a cache. Fails
 * closed: without the database no login succeeds.
 */
@ApplicationScoped
class Login {
  private static final System.Logger LOGGER = System.getLogger(Login.class.getName());

  /** The most reads of a person whose roles change meanwhile; then the login fails. */
  private static final int MAX_READS = 3;

  @Inject Accounts accounts;
  @Inject People people;
  @Inject PasswordHashing passwords;
  @Inject GenerationRows generations;
  @Inject SigningKeys keys;
  @Inject AuthConfig config;
  @Inject LoginCounts counts;
  @Inject Clock clock;
  @Inject Ticker ticker;

  private final SecureRandom random = new SecureRandom();

  /**
   * Returns a token and its lifetime. Waits for a turn first, then reads the database, all within
   * one {@link LoginDeadline}.
   *
   * @param caller is dropped without a hash if it has hung up while waiting
   * @throws ProblemException UNAUTHENTICATED, the same for an unknown user, a wrong password, a
   *     disabled account; OVERLOADED if too many log in, or it takes too long
   * @throws RuntimeException if the database is away, which says nothing about the password
   */
  TokenView login(String username, String password, CallerPresence caller) {
    LoginDeadline deadline = new LoginDeadline(ticker);
    Account account =
        passwords.inTurn(caller, deadline, () -> checked(username, password, deadline));
    TokenView token = issue(account, deadline);
    note(account, deadline);
    return token;
  }

  /** Makes one look-up and one hash in every case, so that the time reveals nothing. */
  private Account checked(String username, String password, LoginDeadline deadline) {
    Optional<Account> found = account(username, deadline);
    deadline.requireTime();
    // Null for an account without a password too.
    String hash = found.isEmpty() ? null : found.get().passwordHash();
    if (!passwords.matches(password, hash) || found.isEmpty()) {
      throw wrong();
    }
    return found.get();
  }

  /**
   * Issues a token with the cut-offs read <em>before</em> the last read of the account, so that a
   * later change of it revokes the token.
   */
  private TokenView issue(Account checked, LoginDeadline deadline) {
    Person person = person(checked, deadline);
    for (int i = 0; i < MAX_READS; i++) {
      List<Tag> tags = CutOffs.of(person);
      deadline.requireTime();
      Map<String, Long> cut = generations.read(tags);
      Account now = account(checked.username(), deadline).orElseThrow(this::wrong);
      person = person(now, deadline);
      boolean same = Objects.equals(now.passwordHash(), checked.passwordHash());
      if (!same || !now.active() || !person.active()) {
        throw wrong();
      }
      if (CutOffs.of(person).equals(tags)) {
        String token = new TokenIssuer(config, keys, clock, random).issue(person, cut);
        counts.succeeded(person.roles());
        return new TokenView(token, "Bearer", config.lifetime().toSeconds());
      }
    }
    throw new ProblemException(ErrorCode.OVERLOADED, "The account is being changed; try again.");
  }

  private Optional<Account> account(String username, LoginDeadline deadline) {
    deadline.requireTime();
    return accounts.findByUsername(username);
  }

  private Person person(Account account, LoginDeadline deadline) {
    deadline.requireTime();
    return people.findPerson(account.personId()).orElseThrow(this::wrong);
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

  /** Makes the one refusal that says something about the password, and counts it. */
  private ProblemException wrong() {
    counts.failed();
    return new ProblemException(
        ErrorCode.UNAUTHENTICATED, "The user name or the password is wrong.");
  }
}
