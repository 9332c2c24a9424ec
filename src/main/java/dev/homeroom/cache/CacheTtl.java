package dev.homeroom.cache;

import java.time.Duration;

/** The times to live of entries by name, so that no caller is off by a factor of a thousand. */
public final class CacheTtl {
  public static final Duration SHORT = Duration.ofMinutes(1);
  public static final Duration MEDIUM = Duration.ofMinutes(5);
  public static final Duration WORKFLOW = Duration.ofMinutes(10);
  public static final Duration USER = Duration.ofMinutes(15);
  public static final Duration LONG = Duration.ofMinutes(30);
  public static final Duration ANALYSIS = Duration.ofHours(1);

  /** For rows that hardly change. */
  public static final Duration STATIC = Duration.ofHours(1);

  /** For configuration, subscriptions and reports of closed days. */
  public static final Duration CONFIGURATION = Duration.ofHours(24);

  public static final Duration SEMI_STATIC = Duration.ofMinutes(10);
  public static final Duration DYNAMIC = Duration.ofMinutes(5);
  public static final Duration REALTIME = Duration.ofMinutes(1);

  private CacheTtl() {}
}
