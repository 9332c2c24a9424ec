package dev.homeroom.cache.spi;

import org.jspecify.annotations.Nullable;

/**
 * The part of a recovery that the Redis-shaped commands need. Port; implemented in {@code
 * cache.commands}, called by the thread that probes Redis while the state is RECOVERING.
 */
public interface CommandRecovery {
  /** Brings Redis up to what memory has changed. Returns why that failed, or null. */
  @Nullable TierFailure prepare();

  /**
   * Does the same for what has come meanwhile, and then lets Redis be used, as one step: no command
   * of this instance runs between. Returns why that failed, or null; then {@code enter} was not
   * run.
   */
  @Nullable TierFailure finish(Runnable enter);

  /** Returns one without commands. */
  static CommandRecovery none() {
    return new CommandRecovery() {
      @Override
      public @Nullable TierFailure prepare() {
        return null;
      }

      @Override
      public @Nullable TierFailure finish(Runnable enter) {
        enter.run();
        return null;
      }
    };
  }
}
