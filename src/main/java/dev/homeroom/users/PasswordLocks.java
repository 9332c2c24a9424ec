package dev.homeroom.users;

/** Forgets failed logins. Port; implemented in {@code auth}, which counts them. */
public interface PasswordLocks {
  /**
   * Sets a person's failed logins to 0 within the caller's transaction: a password that was out of
   * use is in use again, and no wait is left. A new password and a redeemed one-time code call it
   * too. Does nothing for a person without failures or without an account.
   *
   * @throws RuntimeException if the database is away
   */
  void reset(String personId);
}
