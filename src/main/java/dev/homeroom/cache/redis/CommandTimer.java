package dev.homeroom.cache.redis;

/** Records the time of each command. Never throws. */
@FunctionalInterface
interface CommandTimer {
  /** Records one command, with its retry and its wait for a connection. */
  void took(String command, long nanos, boolean answered);
}
