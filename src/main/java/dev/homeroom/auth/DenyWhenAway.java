package dev.homeroom.auth;

import dev.homeroom.cache.KnownGenerations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Says whether everything authenticated is refused because the database is away: with {@code
 * HOMEROOM_DATABASE_AWAY=deny}, once revocations or rights were last read 30 s ago. Asks nobody.
 *
 * <p>If Redis is down: nothing changes.
 */
@ApplicationScoped
public class DenyWhenAway {
  /** How long the database may be away before everything authenticated is refused. */
  static final Duration AFTER = Duration.ofSeconds(30);

  @Inject AuthConfig config;
  @Inject Revocations revocations;
  @Inject KnownGenerations generations;

  /** Returns whether it is so now. */
  public boolean isOn() {
    return isOn(config, revocations.set(), generations);
  }

  static boolean isOn(AuthConfig config, RevocationSet revocations, KnownGenerations generations) {
    return config.denyWhenAway()
        && generations.databaseAway()
        && (isOld(revocations.age()) || isOld(generations.age()));
  }

  private static boolean isOld(Duration age) {
    return age.compareTo(AFTER) > 0;
  }
}
