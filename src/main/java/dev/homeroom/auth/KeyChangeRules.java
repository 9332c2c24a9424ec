package dev.homeroom.auth;

import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import java.time.Duration;
import java.util.List;

/** Decides which signing keys may be replaced, and whether a withdrawal needs a new one. */
final class KeyChangeRules {
  /** The most keys whose tokens are accepted; more rotations have to wait. */
  static final int MAX_VALID = 10;

  /** The age at which every instance signs with a key: younger ones are not replaced. */
  static final Duration MIN_AGE = Duration.ofSeconds(10);

  private KeyChangeRules() {}

  /**
   * Refuses a rotation with CONFLICT if the last one was less than 10 s ago, for instance by
   * another administrator at the same time, or if too many keys are valid.
   */
  static void requireReplaceable(List<KeyRow> keys) {
    if (keys.stream().anyMatch(key -> key.isCurrent() && key.age().compareTo(MIN_AGE) < 0)) {
      throw new ProblemException(
          ErrorCode.CONFLICT, "The current key is less than 10 seconds old; it is not replaced.");
    }
    if (keys.stream().filter(KeyRow::isValid).count() >= MAX_VALID) {
      throw new ProblemException(
          ErrorCode.CONFLICT,
          "Tokens of " + MAX_VALID + " keys are alive; wait until the first of them has ended.");
    }
  }

  /** Returns the key of a name. */
  static KeyRow get(List<KeyRow> keys, String kid) {
    return keys.stream()
        .filter(key -> key.kid().equals(kid))
        .findFirst()
        .orElseThrow(
            () -> new ProblemException(ErrorCode.NOT_FOUND, "There is no key of this name."));
  }

  /** Returns whether there is no current key beside this one. */
  static boolean needsNew(List<KeyRow> keys, String kid) {
    return keys.stream().noneMatch(key -> key.isCurrent() && !key.kid().equals(kid));
  }
}
