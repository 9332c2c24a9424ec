package dev.homeroom.auth;

import dev.homeroom.cache.Tag;
import dev.homeroom.database.GenerationRows;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.users.Account;
import dev.homeroom.users.Accounts;
import dev.homeroom.users.People;
import dev.homeroom.users.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a user name and a password into a token. Asks the database only, never a cache. Fails
 * closed: without the database nobody logs in.
 */
@ApplicationScoped
class Login {
  /**
   * A role that changes while its owner logs in is read again; more often than this is no login.
   */
  private static final int MAX_READS = 3;

  @Inject Accounts accounts;
  @Inject People people;
  @Inject PasswordHashing passwords;
  @Inject GenerationRows generations;
  @Inject SigningKeys keys;
  @Inject AuthConfig config;
  @Inject Clock clock;

  private final SecureRandom random = new SecureRandom();

  /**
   * Returns a token and for how long it lives.
   *
   * @throws ProblemException UNAUTHENTICATED, the same for a user who is not there, a wrong
   *     password, an account out of use; OVERLOADED if too many log in
   * @throws RuntimeException if the database is away: it says nothing of the password
   */
  TokenView login(String username, String password) {
    Optional<Account> found = accounts.findByUsername(username);
    String hash = found.map(Account::passwordHash).orElse(null);
    if (!passwords.matches(password, hash) || found.isEmpty()) {
      throw wrong();
    }
    TokenView token = issue(found.get());
    accounts.recordLogin(found.get().personId(), clock.instant());
    return token;
  }

  /**
   * Issues under the cut-offs as they were <em>before</em> the account was read for good: a change
   * that this token must not outlive has either been seen, or cuts it off.
   */
  private TokenView issue(Account checked) {
    Person person = person(checked);
    for (int i = 0; i < MAX_READS; i++) {
      List<Tag> tags = CutOffs.of(person);
      Map<String, Long> cut = generations.read(tags);
      Account now = accounts.findByUsername(checked.username()).orElseThrow(Login::wrong);
      person = person(now);
      boolean same = now.active() && now.passwordHash().equals(checked.passwordHash());
      if (!same || !person.active()) {
        throw wrong();
      }
      Set<Tag> tagsNow = new HashSet<>(CutOffs.of(person));
      if (tagsNow.equals(new HashSet<>(tags))) {
        String token = new TokenIssuer(config, keys, clock, random).issue(person, cut);
        return new TokenView(token, "Bearer", config.lifetime().toSeconds());
      }
    }
    throw new ProblemException(ErrorCode.OVERLOADED, "The account is being changed; try again.");
  }

  private Person person(Account account) {
    return people.findPerson(account.personId()).orElseThrow(Login::wrong);
  }

  private static ProblemException wrong() {
    return new ProblemException(
        ErrorCode.UNAUTHENTICATED, "The user name or the password is wrong.");
  }
}
