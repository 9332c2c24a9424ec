package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.LogCapture;
import dev.homeroom.testkit.Promised;
import dev.homeroom.time.DaemonThreads;
import jakarta.enterprise.event.Startup;
import java.security.PublicKey;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The trial of a login at the start: the start waits for its end, and a failure is told. */
class LoginStartTest {
  private static final Set<Thread.State> STANDS =
      EnumSet.of(Thread.State.WAITING, Thread.State.TERMINATED);

  /** Signs with one pair, once it may, and verifies with a pair that may be another one. */
  private static final class OneKey extends SigningKeys {
    final CountDownLatch maySign = new CountDownLatch(1);
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch verified = new CountDownLatch(1);
    private final PublicKey verifying;

    OneKey(PublicKey verifying) {
      this.verifying = verifying;
    }

    @Override
    public SigningKey signing() {
      asked.countDown();
      requireSoon(maySign);
      return Tokens.KEYS.signing();
    }

    @Override
    public @Nullable PublicKey verifying(String kid) {
      verified.countDown();
      return verifying;
    }
  }

  private static void requireSoon(CountDownLatch latch) {
    try {
      assertThat(latch.await(Promised.NEVER.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LoginStart startWith(SigningKeys keys) {
    LoginStart start = new LoginStart();
    start.rules = new PasswordRules();
    start.passwords = new PasswordHashing(Tokens.CONFIG, () -> 0);
    start.keys = keys;
    start.config = Tokens.CONFIG;
    start.clock = Clock.systemUTC();
    return start;
  }

  @Test
  void start_goesOnMeanwhile_andIsOverOnlyAfterTheTrial() {
    OneKey keys = new OneKey(Tokens.PAIR.getPublic());
    LoginStart start = startWith(keys);
    try (LogCapture logs = new LogCapture(LoginStart.class.getName())) {
      start.begin(new Startup());
      requireSoon(keys.asked);
      Thread end = new DaemonThreads("test").newThread(() -> start.await(new Startup()));
      end.start();
      Promised.await(() -> STANDS.contains(end.getState()));
      assertThat(end.getState()).isEqualTo(Thread.State.WAITING);
      keys.maySign.countDown();
      Promised.await(() -> !end.isAlive());
      assertThat(keys.verified.getCount()).as("tokens not verified").isZero();
      assertThat(logs.linesFrom(Level.INFO)).isEmpty();
    }
  }

  @Test
  void keyThatDoesNotFit_isTold_andStopsNoStart() {
    OneKey keys = new OneKey(Tokens.pair(1).getPublic());
    keys.maySign.countDown();
    LoginStart start = startWith(keys);
    try (LogCapture logs = new LogCapture(LoginStart.class.getName())) {
      start.begin(new Startup());
      start.await(new Startup());
      assertThat(logs.linesFrom(Level.WARNING))
          .singleElement()
          .asString()
          .contains("nobody can log in here");
    }
  }
}
