package dev.homeroom.users;

import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Puts a person's password back in use. It decides whether the caller may, and fails, as {@link
 * UserService} does. Nothing that is cached shows the failures, so it replaces no tag.
 */
@ApplicationScoped
class UserUnlocks {
  @Inject UserGuard guard;
  @Inject PasswordLocks locks;
  @Inject AuditLog audit;

  /**
   * Forgets a person's failed logins: no wait is left, and a password that was out of use is in use
   * again. Does nothing for a person without failures or without an account.
   *
   * @throws ProblemException 404 or 403 for a person out of reach
   */
  @Transactional
  void unlock(Actor by, String personId) {
    StoredUser user = guard.lock(by.record(), personId, null);
    String id = user.person().idText();
    locks.reset(id);
    audit.record(UserEvents.of(AuditAction.ACCOUNT_UNLOCKED, by, id, user.person().school()));
  }
}
