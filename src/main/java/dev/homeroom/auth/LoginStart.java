package dev.homeroom.auth;

import dev.homeroom.time.DaemonThreads;
import dev.homeroom.users.Person;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Tries what a login needs before the server is ready, beside the rest of the start: hashes a
 * password, signs a token and reads it. For the first time that takes ten times as long as later,
 * on a busy machine longer than a login may. Neither the hash nor the token leaves this class.
 */
@ApplicationScoped
class LoginStart {
  private static final System.Logger LOGGER = System.getLogger(LoginStart.class.getName());

  private static final Person NOBODY = new Person("0", "", null, Set.of(), false);
  private static final StoredCut NO_CUT =
      new StoredCut(Map.of(CutOffs.EVERYONE.name(), 0L, CutOffs.user(NOBODY.id()).name(), 0L));

  @Inject PasswordRules rules;
  @Inject PasswordHashing passwords;
  @Inject SigningKeys keys;
  @Inject AuthConfig config;
  @Inject Clock clock;

  private final SecureRandom random = new SecureRandom();
  private final FutureTask<TokenClaims> trial = new FutureTask<>(this::tryLogin);

  /** Begins once the signing keys are there. */
  void begin(@Observes @Priority(51) Startup event) {
    new DaemonThreads("login-start").newThread(trial).start();
  }

  void await(@Observes @Priority(90) Startup event) {
    try {
      trial.get();
    } catch (ExecutionException e) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "The trial of a login failed. This means: sessions go on, but perhaps nobody"
              + " can log in here. Do: look at the cause below, and log in to see.",
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private TokenClaims tryLogin() throws TokenRefusedException {
    String secret = RandomText.of(random, RandomText.IDENTIFIER_BYTES);
    passwords.hash(rules.requireGood("password", secret));
    String token =
        new TokenIssuer(config, keys, clock, random).issue(NOBODY, NO_CUT, secret, clock.instant());
    return new TokenReader(config, keys).read(token);
  }
}
