package dev.homeroom.auth;

import dev.homeroom.http.CallerPresence;
import dev.homeroom.users.Account;
import dev.homeroom.users.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Hashes a password anew at its next login when the parameters of hashes have risen since. The
 * login stands whatever comes of it: the next one tries again.
 *
 * <p>If the database is away: nothing is stored.
 */
@ApplicationScoped
class HashRenewal {
  private static final System.Logger LOGGER = System.getLogger(HashRenewal.class.getName());

  @Inject Accounts accounts;
  @Inject PasswordHashing passwords;

  /** Stores a new hash if the present one is outdated and there is time left for it. */
  void renew(Account account, String password, CallerPresence caller, LoginDeadline deadline) {
    String before = account.passwordHash();
    if (before == null || !PasswordHashing.isOutdated(before) || deadline.isOver()) {
      return;
    }
    try {
      String hash =
          passwords.inTurn(
              caller, account.username(), deadline, () -> passwords.hashInTurn(password));
      if (!deadline.isOver()) {
        accounts.renewHash(account.personId(), before, hash);
      }
    } catch (RuntimeException e) {
      // Any exception: too many hashes at once, or the container's own types from the commit.
      LOGGER.log(System.Logger.Level.DEBUG, "A password was not hashed anew", e);
    }
  }
}
