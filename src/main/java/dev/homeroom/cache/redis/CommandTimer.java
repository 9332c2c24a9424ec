package dev.homeroom.cache.redis;

/** Records the time of each command. Never throws. */
@FunctionalInterface
interface CommandTimer {
  /**
   * Records one command, with its retry.
   *
   * @param command lower case
   * @param nanos with the wait for a connection
   * @param answered whether it was answered
   */
  void took(String command, long nanos, boolean answered);
}
