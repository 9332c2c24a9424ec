package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestTransactions;
import dev.homeroom.testkit.KeptMetrics;
import dev.homeroom.users.Accounts;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One server's throttle of logins, by a clock of the database that the test moves. */
final class ThrottledServer {
  final KeptMetrics metrics = new KeptMetrics();
  final LoginThrottle throttle = new LoginThrottle();
  final LoginFailures failures;
  private final AtomicReference<Instant> clock;

  private ThrottledServer(LoginFailures failures, AtomicReference<Instant> clock) {
    this.failures = failures;
    this.clock = clock;
    throttle.failures = failures;
    throttle.limits = LoginLimits.SHIPPED;
    failures.limits = LoginLimits.SHIPPED;
    throttle.refused = new RefusedLogins();
    throttle.refused.registry = metrics.registry();
  }

  /** Returns one that counts in the database. */
  static ThrottledServer on(TestTransactions transactions, AtomicReference<Instant> clock) {
    InTransactions failures = new InTransactions(transactions, clock);
    failures.queries = new Queries(transactions.dataSource());
    ThrottledServer server = new ThrottledServer(failures, clock);
    server.throttle.accounts = accounts(failures.queries);
    return server;
  }

  /** Returns one with a planted mistake: it counts in its own memory. */
  static ThrottledServer withMemoryOnly(AtomicReference<Instant> clock) {
    return new ThrottledServer(new InMemory(clock), clock);
  }

  private static Accounts accounts(Queries queries) {
    try {
      Accounts accounts = new Accounts();
      Field field = Accounts.class.getDeclaredField("queries");
      field.setAccessible(true);
      field.set(accounts, queries);
      return accounts;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets time pass, by the clock that all servers have. */
  void pass(Duration time) {
    clock.updateAndGet(now -> now.plus(time));
  }

  /**
   * Makes 120 wrong tries in turn with another server, each as soon as it may be, and others in
   * between. Throws an {@code AssertionError} if one of them gets another answer than it should.
   */
  void requireCounts(ThrottledServer other, String username, @Nullable String personId) {
    for (int count = 1; count <= 120; count++) {
      ThrottledServer first = count % 2 == 0 ? this : other;
      ThrottledServer second = count % 2 == 0 ? other : this;
      Optional<LoginTry> attempt = first.begin(username, personId, "");
      assertThat(attempt).as("try " + count).isPresent();
      assertThat(attempt.get().isOutOfUse()).as("try " + count).isEqualTo(count > 100);
      Duration wait = Duration.ofSeconds(count < 5 ? 0 : count > 14 ? 900 : 1L << (count - 5));
      if (!wait.isZero()) {
        assertThat(second.begin(username, personId, "")).as("at once, " + count).isEmpty();
        pass(wait.minusMillis(1));
        assertThat(first.begin(username, personId, "")).as("early, " + count).isEmpty();
        pass(Duration.ofMillis(1));
      }
    }
  }

  /** Begins a try; empty if it is refused for a wait. */
  Optional<LoginTry> begin(String username, @Nullable String personId, String address) {
    while (true) {
      try {
        LoginDeadline deadline = new LoginDeadline(() -> 0);
        return Optional.of(throttle.begin(username, personId, address, deadline));
      } catch (ProblemException e) {
        if (e.code() == ErrorCode.TOO_MANY_REQUESTS) {
          assertThat(e.retrySeconds()).isBetween(1, 7_200);
          return Optional.empty();
        }
        // Other tries were in the way: once more.
        assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED);
      }
    }
  }

  /** Each method in a transaction, as a server has it; the clock is the test's. */
  private static final class InTransactions extends LoginFailures {
    private final TestTransactions transactions;
    private final AtomicReference<Instant> clock;

    InTransactions(TestTransactions transactions, AtomicReference<Instant> clock) {
      this.transactions = transactions;
      this.clock = clock;
    }

    @Override
    Counted read(String name, @Nullable String address) {
      Counted read = transactions.run(() -> super.read(name, address));
      return new Counted(clock.get(), read.failures());
    }

    @Override
    LoginTry count(String name, @Nullable String personId, @Nullable String address, Counted seen) {
      return transactions.run(() -> super.count(name, personId, address, seen));
    }

    @Override
    Instant now() {
      return clock.get();
    }

    @Override
    void forget(LoginTry right) {
      transactions.run(
          () -> {
            super.forget(right);
            return true;
          });
    }
  }

  /** The planted mistake. */
  private static final class InMemory extends LoginFailures {
    private final Map<String, CountedFailures> counted = new HashMap<>();
    private final AtomicReference<Instant> clock;

    InMemory(AtomicReference<Instant> clock) {
      this.clock = clock;
    }

    @Override
    synchronized Counted read(String name, @Nullable String address) {
      return new Counted(clock.get(), counted);
    }

    @Override
    synchronized LoginTry count(
        String name, @Nullable String personId, @Nullable String address, Counted seen) {
      CountedFailures before = counted.getOrDefault(name, new CountedFailures(0, seen.now()));
      counted.put(name, new CountedFailures(before.failures() + 1, seen.now()));
      return new LoginTry(name, address, before.failures() + 1, seen.now());
    }

    @Override
    synchronized void forget(LoginTry right) {
      counted.remove(right.name());
    }
  }
}
