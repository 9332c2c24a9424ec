package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a password may be tried, from two servers, on every database. */
abstract class LoginThrottleContract {
  private static final String ADA = "7";
  private static final String ADDRESS = "192.0.2.7";
  private static final Instant MORNING = Instant.parse("2026-11-27T08:00:00Z");

  private final AtomicReference<Instant> clock = new AtomicReference<>(MORNING);
  private final ExecutorService threads = Executors.newFixedThreadPool(16);

  private TestTransactions transactions;
  private Queries queries;
  private ThrottledServer one;
  private ThrottledServer two;

  /** Returns a database with the schema. */
  abstract DataSource database();

  @BeforeEach
  void makeServers() {
    transactions = new TestTransactions(database());
    queries = new Queries(database());
    queries.update("delete from login_failure");
    queries.update("delete from account where person_id = 7");
    queries.update("delete from person where id = 7");
    queries.update("insert into person (id, name, kind) values (7, 'Ada Root', 'admin')");
    queries.update("insert into account (person_id, username) values (7, 'ada')");
    one = ThrottledServer.on(transactions, clock);
    two = ThrottledServer.on(transactions, clock);
  }

  @AfterEach
  void close() {
    threads.shutdown();
    transactions.close();
  }

  private int failuresOf(String subject) {
    String sql = "select failures from login_failure where subject = ?";
    return queries.find(sql, row -> row.integer(1), subject).orElse(0);
  }

  private int failuresOfName(String username) {
    return failuresOf("name:" + Digests.ofUserName(username));
  }

  private int rows() {
    String sql = "select count(*) from login_failure";
    return queries.find(sql, row -> row.integer(1)).orElseThrow();
  }

  @Test
  void wrongTries_fromTwoServers_areCountedExactly_andOutOfUseAfterAHundred() {
    one.requireCounts(two, "ada", ADA);

    assertThat(failuresOfName("ada")).isEqualTo(120);
    assertThat(one.metrics.counted()).containsEntry("login_refusals{reason=account}", 116);
  }

  @Test
  void wrongTries_ofANameThatNoAccountHas_lookTheSame() {
    one.requireCounts(two, "nobody", null);
  }

  @Test
  void plantedThrottleInMemoryOnly_isCaught() {
    ThrottledServer planted = ThrottledServer.withMemoryOnly(clock);
    ThrottledServer other = ThrottledServer.withMemoryOnly(clock);

    assertThatThrownBy(() -> planted.requireCounts(other, "ada", ADA))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("at once, 5");
  }

  @Test
  void rightTry_setsTheCountToZero_andFiveAreFreeAgain() {
    for (int i = 0; i < 4; i++) {
      assertThat(one.begin("ada", ADA, "")).isPresent();
    }
    two.throttle.succeeded(two.begin("ada", ADA, "").orElseThrow());
    assertThat(rows()).isZero();

    for (int i = 0; i < 5; i++) {
      assertThat(one.begin("ada", ADA, "")).as("free, " + i).isPresent();
    }
    assertThat(two.begin("ada", ADA, "")).isEmpty();
    clock.updateAndGet(now -> now.plusSeconds(1));
    two.throttle.succeeded(two.begin("ada", ADA, "").orElseThrow());
    assertThat(failuresOfName("ada")).isZero();
  }

  @Test
  void parallelTries_ofOneName_areFive_howeverManyThereAre() {
    int permitted = permitted(40, i -> server(i).begin("ada", ADA, "").isPresent());

    assertThat(permitted).isEqualTo(5);
    assertThat(failuresOfName("ada")).isEqualTo(5);
  }

  @Test
  void parallelTries_ofOneAddress_areSixtyAMinute_howeverManyThereAre() {
    int permitted = permitted(100, i -> server(i).begin("n" + i, null, ADDRESS).isPresent());

    assertThat(permitted).isEqualTo(60);
    assertThat(failuresOf("address:" + ADDRESS)).isEqualTo(60);
    assertThat(rows()).as("a refused try counts nowhere").isEqualTo(61);
    assertThat(one.begin("ada", ADA, "192.0.2.8")).as("another address").isPresent();
    clock.updateAndGet(now -> now.plusSeconds(60).minusMillis(1));
    assertThat(one.begin("bo", null, ADDRESS)).isEmpty();
    clock.updateAndGet(now -> now.plusMillis(1));
    assertThat(two.begin("bo", null, ADDRESS)).isPresent();
    assertThat(failuresOf("address:" + ADDRESS)).isEqualTo(1);
  }

  @Test
  void rightTries_ofOneAddress_doNotCount() {
    for (int i = 0; i < 70; i++) {
      ThrottledServer server = server(i);
      server.throttle.succeeded(server.begin("n" + i, null, ADDRESS).orElseThrow());
    }
    assertThat(failuresOf("address:" + ADDRESS)).isZero();
    assertThat(rows()).isEqualTo(1);
  }

  /** It is taken back from the minute in which it was counted, and from no later one. */
  @Test
  void rightTry_thatEndsInTheNextMinute_takesNothingFromThat() {
    LoginTry slow = one.begin("ada", ADA, ADDRESS).orElseThrow();
    clock.updateAndGet(now -> now.plusSeconds(61));
    one.begin("bo", null, ADDRESS);

    one.throttle.succeeded(slow);

    assertThat(failuresOf("address:" + ADDRESS)).isEqualTo(1);
  }

  @Test
  void limits_areThoseOfTheSettings() {
    one.throttle.limits = new LoginLimits(10, Duration.ofHours(2));
    one.failures.limits = one.throttle.limits;
    assertThat(permitted(40, i -> one.begin("n" + i, null, ADDRESS).isPresent())).isEqualTo(10);
    queries.update(
        "insert into login_failure (subject, failures, counted_at) values (?, 90, ?)",
        "name:" + Digests.ofUserName("ada"),
        MORNING);
    clock.updateAndGet(now -> now.plus(Duration.ofHours(2)).minusSeconds(900));
    assertThat(one.begin("ada", ADA, "")).isEmpty();
    clock.updateAndGet(now -> now.plusSeconds(900));
    assertThat(one.begin("ada", ADA, "")).isPresent();
  }

  @Test
  void databaseClockThatWasSetBack_makesNobodyWaitForItsOldTime() {
    for (int i = 0; i < 5; i++) {
      one.begin("ada", ADA, ADDRESS);
    }
    clock.set(MORNING.minusSeconds(3_600));

    assertThat(one.begin("ada", ADA, ADDRESS)).isPresent();
    assertThat(one.begin("ada", ADA, ADDRESS)).as("and counts by its new one").isEmpty();
  }

  @Test
  void read_tellsTheClockOfTheDatabase_andNotOfTheServer() {
    LoginFailures failures = new LoginFailures();
    failures.queries = queries;
    failures.limits = LoginLimits.SHIPPED;
    Instant before = failures.now();
    LoginTry attempt = failures.count("name:x", null, "address:y", failures.read("name:x", null));

    assertThat(attempt.minute()).isBetween(before.minusMillis(1), failures.now());
    assertThat(failures.read("name:x", "address:y").failures())
        .containsEntry("name:x", new CountedFailures(1, attempt.minute()))
        .containsEntry("address:y", new CountedFailures(1, attempt.minute()));
  }

  @Test
  void accountRowThatIsHeld_isNotWaitedFor() throws SQLException {
    try (Connection holder = database().getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("select * from account where username = 'ada' for update");

      LoginTry attempt = one.begin("ada", ADA, ADDRESS).orElseThrow();
      one.throttle.succeeded(attempt);

      holder.rollback();
    }
    assertThat(failuresOfName("ada")).isZero();
  }

  /** A wait for the lock would end with the database's own refusal. */
  @Test
  void rowOfANameThatIsHeld_isNotWaitedFor_andNothingIsCounted() throws SQLException {
    one.begin("ada", ADA, ADDRESS);
    try (Connection holder = database().getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("delete from login_failure where person_id = 7");

      ProblemException answer =
          catchThrowableOfType(
              ProblemException.class,
              () -> two.throttle.begin("ada", ADA, ADDRESS, new LoginDeadline(() -> 0)));

      assertThat(answer.code()).isEqualTo(ErrorCode.OVERLOADED);
      assertThat(two.begin("bo", null, ADDRESS)).as("another name").isPresent();
      holder.rollback();
    }
    assertThat(failuresOfName("ada")).isEqualTo(1);
    assertThat(failuresOf("address:" + ADDRESS)).isEqualTo(2);
  }

  @Test
  void reset_putsThePasswordInUseAgain_whateverTheNameWasCountedAs() {
    queries.update(
        "insert into login_failure (subject, failures, counted_at) values (?, 100, ?)",
        "name:" + Digests.ofUserName("ada"),
        MORNING.minusSeconds(900));
    assertThat(one.begin("ada", ADA, "").orElseThrow().isOutOfUse())
        .as("counted before there was an account")
        .isTrue();
    queries.update("update account set username = 'ada.new' where person_id = 7");
    one.begin("ada.new", null, "");
    one.begin("bo", null, "");

    transactions.run(
        () -> {
          two.throttle.reset(ADA);
          return true;
        });

    assertThat(failuresOfName("ada")).isZero();
    assertThat(failuresOfName("ada.new")).isZero();
    assertThat(failuresOfName("bo")).isEqualTo(1);
    assertThat(one.begin("ada.new", ADA, "").orElseThrow().isOutOfUse()).isFalse();
  }

  @Test
  void purge_keepsWhatStillCounts() {
    one.begin("ada", ADA, ADDRESS);
    one.begin("bo", null, "");
    clock.updateAndGet(now -> now.plus(LoginFailures.KEPT).minusSeconds(1));
    one.failures.purge(10);
    assertThat(failuresOf("address:" + ADDRESS)).isZero();
    assertThat(failuresOfName("bo")).isEqualTo(1);

    clock.updateAndGet(now -> now.plusSeconds(2));
    one.failures.purge(10);

    assertThat(failuresOfName("bo")).isZero();
    assertThat(failuresOfName("ada")).as("of an account, for ever").isEqualTo(1);
    queries.update("delete from account where person_id = 7");
    one.failures.purge(10);
    assertThat(rows()).isZero();
  }

  @Test
  void purge_boundsTheNamesThatNoAccountHas_thoseWithFewestFailuresGo() {
    for (int i = 0; i < 12; i++) {
      one.begin("n" + i, null, "");
      clock.updateAndGet(now -> now.plusSeconds(1));
    }
    one.begin("n0", null, "");
    one.begin("ada", ADA, "");

    one.failures.purge(10);

    assertThat(rows()).isEqualTo(11);
    assertThat(failuresOfName("n0")).isEqualTo(2);
    assertThat(failuresOfName("n1")).isZero();
    assertThat(failuresOfName("n2")).isZero();
    assertThat(failuresOfName("n3")).isEqualTo(1);
    assertThat(failuresOfName("ada")).isEqualTo(1);
  }

  private ThrottledServer server(int i) {
    return i % 2 == 0 ? one : two;
  }

  private int permitted(int tries, IntFunction<Boolean> attempt) {
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < tries; i++) {
      int number = i;
      all.add(CompletableFuture.supplyAsync(() -> attempt.apply(number), threads));
    }
    return (int) all.stream().filter(CompletableFuture::join).count();
  }
}
