package dev.homeroom.auth;

import dev.homeroom.cache.KnownGenerations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Decides whether all authenticated requests are refused because the database is away: with {@code
 * HOMEROOM_DATABASE_AWAY=deny}, once the last read of revocations or rights is 30 s old. Does not
 * query the database.
 *
 * <p>If Redis is down: nothing changes.
 */
@ApplicationScoped
public class DenyWhenAway {
  static final Duration AFTER = Duration.ofSeconds(30);

  @Inject AuthConfig config;
  @Inject Revocations revocations;
  @Inject KnownGenerations generations;

  /** Returns whether they are refused now. */
  public boolean isOn() {
    return isOn(config, revocations.set(), generations);
  }

  static boolean isOn(AuthConfig config, RevocationSet revocations, KnownGenerations generations) {
    return config.denyWhenAway()
        && generations.databaseAway()
        && (revocations.age().compareTo(AFTER) > 0 || generations.age().compareTo(AFTER) > 0);
  }
}
