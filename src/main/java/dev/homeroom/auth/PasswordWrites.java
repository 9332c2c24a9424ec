package dev.homeroom.auth;

import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.users.Account;
import dev.homeroom.users.Accounts;
import dev.homeroom.users.PasswordLocks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Replaces passwords. In the same transaction the person's one-time code ends, all tokens of the
 * person are cut off, and it is recorded: all of it happens or nothing.
 *
 * <p>If Redis is down: nothing changes; other servers know of the cut-off within 2 s. If the
 * database is away: every method throws.
 */
@ApplicationScoped
class PasswordWrites {
  @Inject Accounts accounts;
  @Inject OneTimeCodes codes;
  @Inject CutOffRaising cutOffs;
  @Inject PasswordLocks locks;
  @Inject AuditLog audit;

  /**
   * Replaces a password that was checked.
   *
   * @param before the account with the hash that it was checked with
   * @param event its record
   * @return false if it was replaced meanwhile, or the account is not active; then nothing is
   *     written
   */
  @Transactional
  public boolean replace(Account before, String hash, AuditEvent event) {
    String personId = before.personId();
    if (!accounts.replacePassword(personId, String.valueOf(before.passwordHash()), hash)) {
      return false;
    }
    codes.end(personId);
    written(personId, event);
    return true;
  }

  /**
   * Sets a password for a one-time code, which is used up by it.
   *
   * @param event its record
   * @return false if the code does not work; also if the account is not active, whose code ends
   */
  @Transactional
  public boolean redeem(String personId, String digest, String hash, AuditEvent event) {
    // The account is held from here on: nobody disables it between the two statements.
    if (!codes.use(personId, digest) || !accounts.replacePassword(personId, null, hash)) {
      return false;
    }
    written(personId, event);
    return true;
  }

  private void written(String personId, AuditEvent event) {
    locks.reset(personId);
    cutOffs.cutOff(CutOffs.user(personId), "new password");
    audit.record(event);
  }
}
