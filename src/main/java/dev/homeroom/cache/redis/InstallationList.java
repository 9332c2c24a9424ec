package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.TierFailedException;
import java.time.Duration;
import java.util.List;

/**
 * The list of installations that write under this prefix: each adds itself at its start, and warns
 * if there are others. Two installations under one prefix serve nothing wrong, but overwrite each
 * other's entries.
 */
final class InstallationList {
  private static final System.Logger LOGGER = System.getLogger(InstallationList.class.getName());
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private final Redis redis;
  private final KeySpace keys;
  private volatile boolean signed;
  private volatile long others;

  InstallationList(Redis redis, KeySpace keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /** Adds this installation to the list, once per start; does nothing while Redis is not in use. */
  void sign() {
    if (signed) {
      return;
    }
    try {
      join();
      signed = true;
      if (others > 0) {
        LOGGER.log(
            System.Logger.Level.WARNING,
            "{0} other installation(s) used the prefix {1} on this Redis within 7 days."
                + " This means: the installations overwrite each other''s entries, and load"
                + " more. Do: give each its own CACHE_PREFIX; nothing after a restore of the"
                + " database, where it is this installation of before.",
            others,
            keys.prefix());
      }
    } catch (TierFailedException e) {
      LOGGER.log(
          System.Logger.Level.DEBUG, "not added to the list of installations: {0}", e.getMessage());
    }
  }

  private void join() {
    String own = keys.installation().text();
    List<String> all = redis.ask(Commands.join(keys.installations(), own, REMEMBERED.toSeconds()));
    others = all.stream().filter(one -> !one.equals(own)).count();
  }

  /** Returns how many others there are; while Redis is not in use, how many there were. */
  long others() {
    try {
      join();
    } catch (TierFailedException e) {
      LOGGER.log(
          System.Logger.Level.DEBUG, "the list of installations is not known: {0}", e.getMessage());
    }
    return others;
  }
}
