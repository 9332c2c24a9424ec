package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.database.CommittedRows;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.CallerPresence;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.users.Account;
import dev.homeroom.users.Accounts;
import dev.homeroom.users.People;
import dev.homeroom.users.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which order a login asks, what it costs, and when it is too late: H2, time that stands. */
class LoginTest {
  private static final String PASSWORD = "correct horse battery";
  private static final Duration TOO_LONG = LoginDeadline.LAST_STEP.plusMillis(1);

  private final DataSource dataSource = TestDatabase.empty();
  private final AtomicLong nanos = new AtomicLong();
  private final CountedHashing passwords = new CountedHashing();
  private final WatchedAccounts accounts = new WatchedAccounts();
  private final WatchedPeople people = new WatchedPeople();
  private final LoginCounts counts = new LoginCounts();
  private final Login login = new Login();

  /** Counts checks of passwords; each is one hash. */
  private final class CountedHashing extends PasswordHashing {
    final AtomicInteger hashes = new AtomicInteger();

    CountedHashing() {
      super(Tokens.CONFIG, nanos::get);
    }

    @Override
    boolean matches(String password, @Nullable String hash) {
      hashes.incrementAndGet();
      return super.matches(password, hash);
    }
  }

  /** Counts what is asked, lets time pass with a look-up, and fails to note if a test says so. */
  private final class WatchedAccounts extends Accounts {
    final AtomicInteger looks = new AtomicInteger();
    final AtomicInteger notes = new AtomicInteger();
    Duration takes = Duration.ZERO;
    boolean notesFail;

    @Override
    public Optional<Account> findByUsername(String username) {
      looks.incrementAndGet();
      nanos.addAndGet(takes.toNanos());
      return super.findByUsername(username);
    }

    @Override
    public void recordLogin(String personId, Instant when) {
      notes.incrementAndGet();
      if (notesFail) {
        throw new IllegalStateException("planted");
      }
      super.recordLogin(personId, when);
    }
  }

  /** Lets time pass when the person is read for the second time, the last that a login reads. */
  private final class WatchedPeople extends People {
    final AtomicInteger looks = new AtomicInteger();
    Duration lastTakes = Duration.ZERO;

    @Override
    public Optional<Person> findPerson(String personId) {
      if (looks.incrementAndGet() == 2) {
        nanos.addAndGet(lastTakes.toNanos());
      }
      return super.findPerson(personId);
    }
  }

  @BeforeEach
  void wire() {
    TestBeans beans = new TestBeans(dataSource, Clock.systemUTC());
    Queries queries = beans.get(Queries.class);
    inject(accounts, queries);
    inject(people, queries);
    login.accounts = accounts;
    login.people = people;
    login.passwords = passwords;
    login.generations = CommittedRows.of(dataSource, DatabaseKind.H2);
    login.keys =
        new SigningKeys() {
          @Override
          public SigningKey signing() {
            return Tokens.KEYS.signing();
          }
        };
    login.config = Tokens.CONFIG;
    login.clock = Clock.systemUTC();
    login.counts = counts;
    counts.clock = login.clock;
    login.ticker = nanos::get;
    queries.update("insert into person (id, name, kind) values (7, 'Ada Root', 'admin')");
    queries.update("insert into person_role values (7, 'SUPER_ADMIN')");
    account(queries, 7, "ada", "active");
    queries.update("insert into person (id, name, kind) values (8, 'Bo Bare', 'admin')");
    account(queries, 8, "bo", "disabled");
  }

  private void account(Queries queries, long id, String username, String state) {
    queries.update(
        "insert into account (person_id, username, password_hash, state) values (?, ?, ?, ?)",
        id,
        username,
        passwords.hash(PASSWORD),
        state);
  }

  private static void inject(Object bean, Queries queries) {
    try {
      var field = bean.getClass().getSuperclass().getDeclaredField("queries");
      field.setAccessible(true);
      field.set(bean, queries);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private TokenView ask(String username, String password) {
    return login.login(username, password, CallerPresence.ASSUMED);
  }

  private ErrorCode refused(String username, String password) {
    return catchThrowableOfType(ProblemException.class, () -> ask(username, password)).code();
  }

  @Test
  void login_isCountedWithItsRoles_andItsRefusalWithout() {
    ask("ada", PASSWORD);
    assertThat(number("", false)).isEqualTo(1);
    assertThat(number("SUPER_ADMIN", false)).isEqualTo(1);
    assertThat(number("", true)).isNull();

    refused("ada", "wrong horse battery");
    refused("nobody", PASSWORD);
    refused("bo", PASSWORD);
    assertThat(number("", true)).isEqualTo(3);
    assertThat(number("", false)).isEqualTo(1);
  }

  /** A login that nobody could answer says nothing about the password. */
  @Test
  void login_thatIsTooLate_isNotCounted() {
    accounts.takes = TOO_LONG;

    assertThat(refused("ada", PASSWORD)).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(counts.numbers()).isEmpty();
  }

  private @Nullable Long number(String role, boolean failed) {
    return counts.numbers().get(new LoginCounts.Counter(counts.today(), role, failed));
  }

  @Test
  void login_ofAnAccountWithoutAPassword_isRefusedAfterAHash() {
    new Queries(dataSource).update("update account set password_hash = null where person_id = 7");
    for (String password : List.of(PASSWORD, "", "null")) {
      passwords.hashes.set(0);
      assertThat(refused("ada", password)).isEqualTo(ErrorCode.UNAUTHENTICATED);
      assertThat(passwords.hashes).hasValue(1);
    }
  }

  @Test
  void login_rightPassword_hashesOnce_andStoresTheTime() {
    assertThat(ask("ada", PASSWORD).accessToken()).isNotEmpty();
    assertThat(passwords.hashes).hasValue(1);
    assertThat(accounts.findByPerson("7").orElseThrow().lastLogin()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "nobody,correct horse battery",
    "ada,wrong horse battery",
    "bo,correct horse battery"
  })
  void login_unknownWrongOrDisabled_isTheSameAnswer_afterOneLookAndOneHash(
      String username, String password) {
    ProblemException answer =
        catchThrowableOfType(ProblemException.class, () -> ask(username, password));

    assertThat(answer.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(answer).hasMessage("The user name or the password is wrong.");
    assertThat(passwords.hashes).hasValue(1);
    assertThat(accounts.notes).hasValue(0);
  }

  @Test
  void login_fullQueue_isRefusedBeforeTheDatabaseIsAsked() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    ExecutorService threads = Executors.newCachedThreadPool();
    List<CompletableFuture<Integer>> others = new ArrayList<>();
    for (int i = 0; i <= HashingBulkhead.QUEUE; i++) {
      others.add(
          CompletableFuture.supplyAsync(
              () ->
                  passwords.inTurn(
                      CallerPresence.ASSUMED,
                      aMinuteAway(),
                      () -> {
                        running.countDown();
                        await(release);
                        return 1;
                      }),
              threads));
    }
    await(running);
    while (passwords.waiting() < HashingBulkhead.QUEUE) {
      Thread.onSpinWait();
    }

    ProblemException answer =
        catchThrowableOfType(ProblemException.class, () -> ask("ada", PASSWORD));

    release.countDown();
    threads.shutdown();
    for (CompletableFuture<Integer> other : others) {
      assertThat(other.get()).isEqualTo(1);
    }
    assertThat(answer.code()).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(answer.retrySeconds()).isBetween(1, 3);
    assertThat(accounts.looks).hasValue(0);
    assertThat(passwords.hashes).hasValue(0);
  }

  @Test
  void login_lookUpTookAllTheTime_beginsNothingMore() {
    accounts.takes = TOO_LONG;

    assertThat(refused("ada", PASSWORD)).isEqualTo(ErrorCode.OVERLOADED);

    assertThat(accounts.looks).hasValue(1);
    assertThat(passwords.hashes).as("no hash after the deadline").hasValue(0);
    assertThat(people.looks).hasValue(0);
  }

  @Test
  void login_tooLateForNotingIt_isALoginAllTheSame() {
    people.lastTakes = TOO_LONG;

    assertThat(ask("ada", PASSWORD).accessToken()).isNotEmpty();

    assertThat(accounts.notes).hasValue(0);
  }

  @Test
  void login_notingItFails_isALoginAllTheSame() {
    accounts.notesFail = true;

    assertThat(ask("ada", PASSWORD).accessToken()).isNotEmpty();

    assertThat(accounts.notes).hasValue(1);
  }

  @Test
  void deadline_countsFromTheArrival() {
    LoginDeadline deadline = new LoginDeadline(nanos::get);
    assertThat(deadline.leftToWait()).isEqualTo(LoginDeadline.LONGEST_WAIT);
    nanos.addAndGet(LoginDeadline.LONGEST_WAIT.toNanos());
    assertThat(deadline.leftToWait()).isZero();
    assertThat(deadline.isOver()).isFalse();
    nanos.addAndGet(LoginDeadline.LONGEST_WAIT.toNanos());
    assertThat(deadline.leftToWait()).isZero();
    assertThat(deadline.isOver()).isTrue();
  }

  /** A deadline that a slow machine does not meet: its time has gone back. */
  private static LoginDeadline aMinuteAway() {
    AtomicLong earlier = new AtomicLong();
    LoginDeadline deadline = new LoginDeadline(earlier::get);
    earlier.set(-TimeUnit.MINUTES.toNanos(1));
    return deadline;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
