package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.database.CommittedRows;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.CallerPresence;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.CountedStatements;
import dev.homeroom.testkit.KeptMetrics;
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
import org.junit.jupiter.params.provider.ValueSource;

/** In which order a login asks, what it costs, and when it is too late: H2, time that stands. */
class LoginTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String HASH = new PasswordHashing(Tokens.CONFIG, () -> 0).hash(PASSWORD);
  private static final Duration TOO_LONG = LoginDeadline.LAST_STEP.plusMillis(1);

  private final CountedStatements statements = new CountedStatements(TestDatabase.empty());
  private final DataSource dataSource = statements.dataSource();
  private final AtomicLong nanos = new AtomicLong();
  private final CountedHashing passwords = new CountedHashing();
  private final WatchedAccounts accounts = new WatchedAccounts();
  private final WatchedPeople people = new WatchedPeople();
  private final SlowSessions sessions = new SlowSessions();
  private final LoginStatistics counts = new LoginStatistics();
  private final KeptMetrics metrics = new KeptMetrics();
  private final HashRenewal renewal = new HashRenewal();
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
    boolean renewalsFail;

    @Override
    public void renewHash(String personId, String before, String hash) {
      if (renewalsFail) {
        throw new IllegalStateException("planted");
      }
      super.renewHash(personId, before, hash);
    }

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

  /** Counts reads. */
  private static final class WatchedPeople extends People {
    final AtomicInteger looks = new AtomicInteger();
    Runnable onLook = () -> {};

    @Override
    public Optional<Person> findPerson(String personId) {
      Runnable now = onLook;
      onLook = () -> {};
      now.run();
      looks.incrementAndGet();
      return super.findPerson(personId);
    }
  }

  /** Lets time pass when the session is stored, the last that a login must do. */
  private final class SlowSessions extends Sessions {
    Duration takes = Duration.ZERO;

    @Override
    public void insert(StoredSession session, AuditEvent event) {
      nanos.addAndGet(takes.toNanos());
      super.insert(session, event);
    }
  }

  @BeforeEach
  void wire() {
    TestBeans beans = new TestBeans(dataSource, Clock.systemUTC());
    Queries queries = beans.get(Queries.class);
    inject(accounts, queries);
    inject(people, queries);
    login.accounts = accounts;
    login.passwords = passwords;
    login.renewal = renewal;
    renewal.accounts = accounts;
    renewal.passwords = passwords;
    login.subjects = new TokenSubjects();
    login.subjects.people = people;
    login.subjects.generations = CommittedRows.of(dataSource, DatabaseKind.H2);
    sessions.queries = queries;
    sessions.audit = beans.get(AuditLog.class);
    login.sessions = SessionServer.tokens(sessions, Clock.systemUTC());
    login.clock = Clock.systemUTC();
    login.counts = counts;
    counts.clock = login.clock;
    login.ticker = nanos::get;
    login.throttle = new LoginThrottle();
    login.throttle.failures = new LoginFailures();
    login.throttle.failures.queries = queries;
    login.throttle.failures.audit = sessions.audit;
    login.throttle.failures.limits = LoginLimits.SHIPPED;
    login.throttle.limits = LoginLimits.SHIPPED;
    login.throttle.accounts = accounts;
    login.throttle.refused = new RefusedLogins();
    login.throttle.refused.registry = metrics.registry();
    login.failed = new FailedLogins(counts, login.throttle.failures, login.ticker, sessions.audit);
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
        HASH,
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
    return login.login(username, password, CallerPresence.ASSUMED, SessionServer.HERE);
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
    return counts.numbers().get(new LoginStatistics.Counter(counts.today(), role, failed));
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

  /** Else the time would tell whether there is an account, as its failures are recorded. */
  @ParameterizedTest
  @ValueSource(ints = {0, 98, 99, 100})
  void login_unknownWrongOrDisabled_runsAsManyStatements(int failuresBefore) {
    List<Long> run = new ArrayList<>();
    for (String username : List.of("ada", "nobody", "bo")) {
      // The first of a server begins the chain, the first of a name its row.
      refused(username, "wrong horse battery");
    }
    new Queries(dataSource)
        .update(
            "update login_failure set failures = ?, counted_at = timestamp '2026-01-01'",
            failuresBefore);
    for (String username : List.of("ada", "nobody", "bo")) {
      long before = statements.run();
      assertThat(refused(username, "wrong horse battery")).isEqualTo(ErrorCode.UNAUTHENTICATED);
      run.add(statements.run() - before);
    }
    assertThat(run).containsOnly(run.get(0));
  }

  /** Others log in while a failure waits for the audit log. */
  @Test
  void login_wrong_isRecordedWithoutATurn() {
    FailedLogins real = login.failed;
    AtomicInteger others = new AtomicInteger();
    login.failed =
        new FailedLogins() {
          @Override
          void add(@Nullable Account account, LoginTry attempt, LoginRequest request) {
            assertThat(ask("ada", PASSWORD).accessToken()).isNotEmpty();
            others.incrementAndGet();
            real.add(account, attempt, request);
          }
        };
    assertThat(refused("nobody", PASSWORD)).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(others).hasValue(1);
    assertThat(number("", true)).isEqualTo(1);
  }

  /** A stranger that watches must not learn whether there is an account. */
  @ParameterizedTest
  @CsvSource({
    "nobody,correct horse battery",
    "ada,wrong horse battery",
    "bo,correct horse battery"
  })
  void login_afterFiveFailures_isRefusedWithoutAHash_andNotCounted(
      String username, String password) {
    assertThat(refused(username, password)).isEqualTo(ErrorCode.UNAUTHENTICATED);
    // Three failures later.
    new Queries(dataSource).update("update login_failure set failures = 4");
    assertThat(refused(username, password)).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(failures(username)).isEqualTo(5);
    // A wait of 15 minutes: a slow machine does not see its end.
    new Queries(dataSource)
        .update("update login_failure set failures = 20, counted_at = clock_timestamp()");

    ProblemException answer =
        catchThrowableOfType(ProblemException.class, () -> ask(username, PASSWORD));

    assertThat(answer.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
    assertThat(answer).hasMessage("Too many failed logins; try again later.");
    assertThat(answer.retrySeconds()).isBetween(800, 900);
    assertThat(passwords.hashes).hasValue(2);
    assertThat(number("", true)).isEqualTo(2);
    assertThat(failures(username)).isEqualTo(20);
    assertThat(metrics.counted()).containsEntry("login_refusals{reason=account}", 1);
  }

  @Test
  void login_rightPasswordAfterTheWait_isALogin_andSetsTheCountToZero() {
    refused("ada", "wrong horse battery");
    new Queries(dataSource)
        .update("update login_failure set failures = 20, counted_at = timestamp '2026-01-01'");

    assertThat(ask("ada", PASSWORD).accessToken()).isNotEmpty();

    assertThat(failures("ada")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"ada,correct horse battery", "ada,wrong horse battery", "nobody,wrong"})
  void login_afterAHundredFailures_isTheAnswerOfAWrongPassword_afterOneHash(
      String username, String password) {
    refused(username, "wrong horse battery");
    new Queries(dataSource)
        .update("update login_failure set failures = 100, counted_at = timestamp '2026-01-01'");
    passwords.hashes.set(0);
    accounts.looks.set(0);

    ProblemException answer =
        catchThrowableOfType(ProblemException.class, () -> ask(username, password));

    assertThat(answer.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(answer).hasMessage("The user name or the password is wrong.");
    assertThat(passwords.hashes).hasValue(1);
    assertThat(accounts.looks).hasValue(1);
    assertThat(failures(username)).isEqualTo(101);
    login.throttle.reset("7");
    assertThat(ask("ada", PASSWORD).accessToken()).isNotEmpty();
  }

  @Test
  void login_ofAnAddressWithSixtyFailures_isRefused_whateverTheName() {
    CallerPresence school =
        new CallerPresence() {
          @Override
          public String address() {
            return "192.0.2.7";
          }

          @Override
          public boolean isGone() {
            return false;
          }
        };
    new Queries(dataSource)
        .update(
            "insert into login_failure (subject, failures, counted_at)"
                + " values ('address:192.0.2.7', 60, clock_timestamp())");

    ProblemException answer =
        catchThrowableOfType(
            ProblemException.class, () -> login.login("ada", PASSWORD, school, SessionServer.HERE));

    assertThat(answer.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
    assertThat(answer.retrySeconds()).isBetween(1, 65);
    assertThat(passwords.hashes).hasValue(0);
    assertThat(metrics.counted()).containsEntry("login_refusals{reason=address}", 1);
    assertThat(ask("ada", PASSWORD).accessToken()).as("from elsewhere").isNotEmpty();
  }

  private int failures(String username) {
    return new Queries(dataSource)
        .find(
            "select failures from login_failure where subject = ?",
            row -> row.integer(1),
            "name:" + Digests.ofUserName(username))
        .orElse(0);
  }

  @Test
  void login_withAnOutdatedHash_storesANewOne_onceAndOnlyIfThePasswordIsRight() {
    String old = outdated();
    assertThat(refused("ada", "wrong horse battery")).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(hashOfAda()).isEqualTo(old);

    assertThat(ask("ada", PASSWORD).accessToken()).isNotEmpty();

    String renewed = hashOfAda();
    assertThat(renewed).contains("m=19456,t=2,p=1");
    assertThat(ask("ada", PASSWORD).accessToken()).isNotEmpty();
    assertThat(hashOfAda()).as("no third one").isEqualTo(renewed);
  }

  @Test
  void login_tooLateForANewHash_isALoginAllTheSame() {
    String old = outdated();
    sessions.takes = TOO_LONG;

    assertThat(ask("ada", PASSWORD).accessToken()).isNotEmpty();

    assertThat(hashOfAda()).isEqualTo(old);
  }

  @Test
  void login_storingANewHashFails_isALoginAllTheSame() {
    String old = outdated();
    accounts.renewalsFail = true;

    assertThat(ask("ada", PASSWORD).accessToken()).isNotEmpty();

    assertThat(hashOfAda()).isEqualTo(old);
  }

  /** The other login has hashed the same password anew: nobody may say that this one was wrong. */
  @Test
  void login_hashIsReplacedMeanwhile_isToTryAgain_andNotCountedAsAFailure() {
    people.onLook = () -> storeHash(passwords.hash(PASSWORD));

    assertThat(refused("ada", PASSWORD)).isEqualTo(ErrorCode.OVERLOADED);
    assertThat(counts.numbers()).isEmpty();

    assertThat(ask("ada", PASSWORD).accessToken()).isNotEmpty();
  }

  private String outdated() {
    String old = Argon2Function.getInstance(9_728, 1, 1, 32, Argon2.ID).hash(PASSWORD).getResult();
    storeHash(old);
    return old;
  }

  private void storeHash(String hash) {
    new Queries(dataSource)
        .update("update account set password_hash = ? where person_id = 7", hash);
  }

  private String hashOfAda() {
    return String.valueOf(accounts.findByPerson("7").orElseThrow().passwordHash());
  }

  @Test
  void login_fullQueue_isRefusedBeforeTheDatabaseIsAsked() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    ExecutorService threads = Executors.newCachedThreadPool();
    List<CompletableFuture<Integer>> others = new ArrayList<>();
    for (int i = 0; i <= HashingBulkhead.QUEUE; i++) {
      String name = "other" + i;
      others.add(
          CompletableFuture.supplyAsync(
              () ->
                  passwords.inTurn(
                      CallerPresence.ASSUMED,
                      name,
                      aMinuteAway(),
                      () -> {
                        running.countDown();
                        await(release);
                        return 1;
                      }),
              threads));
    }
    await(running);
    while (passwords.bulkhead.waiting() < HashingBulkhead.QUEUE) {
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
    sessions.takes = TOO_LONG;

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
