package dev.homeroom.users;

/** Makes password hashes. Port; implemented in {@code auth}, the only package that knows how. */
public interface PasswordHashes {
  /**
   * Returns the hash of a password with a salt of its own, in the standard form that names its
   * parameters.
   *
   * @throws RuntimeException if too many are being made
   */
  String hash(String password);
}
