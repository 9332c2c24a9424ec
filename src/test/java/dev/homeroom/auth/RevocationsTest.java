package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditInstance;
import dev.homeroom.cache.BackgroundWriter;
import dev.homeroom.database.Changes;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.time.UtcText;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** The set of revocations beside its table: H2 with the real migrations. */
class RevocationsTest {
  private final DataSource dataSource = TestDatabase.empty();
  private final ToldPrograms told = new ToldPrograms();
  private final Revocations revocations = revocations();

  private Revocations revocations() {
    Revocations made = new Revocations();
    made.dataSource = dataSource;
    made.audit = AuditInstance.log(dataSource);
    made.publisher = new RevocationPublisher();
    made.publisher.writer = told;
    return made;
  }

  @Test
  void revoke_committed_isKnownHereAndOnAnotherInstanceAfterAPoll() throws SQLException {
    revocations.revoke(revocation("a"));

    assertThat(revocations.set().contains("a".repeat(64))).isTrue();
    Revocations other = revocations();
    read(other);
    assertThat(other.set().isLoaded()).isTrue();
    assertThat(other.set().contains("a".repeat(64))).isTrue();
  }

  /** On H2 the first statement waits for its turn: a connection taken before is kept meanwhile. */
  @Test
  void revoke_afterAPoll_asksItsConnectionForNothingBeforeItsFirstStatement() throws SQLException {
    read(revocations);
    List<String> calls = new ArrayList<>();
    revocations.dataSource =
        proxy(
            DataSource.class,
            (made, method, arguments) ->
                proxy(
                    Connection.class,
                    recording(calls, (Connection) method.invoke(dataSource, arguments))));

    revocations.revoke(revocation("a"));

    assertThat(calls).startsWith("setAutoCommit", "prepareStatement").endsWith("close");
  }

  private static InvocationHandler recording(List<String> calls, Connection connection) {
    return (made, method, arguments) -> {
      calls.add(method.getName());
      return method.invoke(connection, arguments);
    };
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Test
  void revoke_twice_isNoError() throws SQLException {
    revocations.revoke(revocation("a"));
    Revocations other = revocations();

    other.revoke(revocation("a"));

    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void revoke_databaseAway_refusesHereAndCommitsOnceItIsBack() throws SQLException {
    JdbcDataSource away = new JdbcDataSource();
    away.setURL("jdbc:h2:tcp://127.0.0.1:1/none");
    revocations.dataSource = away;

    assertThatThrownBy(() -> revocations.revoke(revocation("a")))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_AWAY));
    assertThat(revocations.set().contains("a".repeat(64))).isTrue();
    assertThatThrownBy(() -> revocations.revoke(revocation("a")))
        .as("a second try is no success before the commit")
        .isInstanceOf(ProblemException.class);
    assertThat(rows()).isZero();
    assertThat(told.notes).as("nobody is told of what is not committed").isEmpty();
    revocations.commitPending();
    assertThat(rows()).isZero();

    revocations.dataSource = dataSource;
    revocations.commitPending();

    assertThat(rows()).isEqualTo(1);
    assertThat(told.notes).hasSize(1);
    revocations.revoke(revocation("a"));
    assertThat(told.notes).hasSize(1);
  }

  @Test
  void revoke_committed_otherProgramsAreTold_untilNobodyAcceptsTheToken() {
    Revocation revocation = revocation("a");
    revocations.revoke(revocation);
    Instant until = revocation.expires().plusSeconds(30 + 60);
    assertThat(told.notes)
        .containsExactly(
            new BackgroundWriter.RedisNote(
                "d:blacklist:" + "a".repeat(64),
                "{\"until\":\"" + UtcText.of(until.toEpochMilli()) + "\"}",
                until));
  }

  @Test
  void keptTold_areAllThatAreCommittedAndLive_fromTheFirstPollOn() throws SQLException {
    revocations.revoke(revocation("a"));
    insert("b", Instant.now().plusSeconds(900));
    insert("c", Instant.now().minusSeconds(900));
    assertThat(told.kept).as("before all are known").isEmpty();

    read(revocations);
    read(revocations);
    assertThat(told.kept).hasSize(1);
    assertThat(told.keysKept())
        .containsExactlyInAnyOrder(
            "d:blacklist:" + "a".repeat(64), "d:blacklist:" + "b".repeat(64));

    revocations.revoke(revocation("d"));
    assertThat(told.keysKept()).hasSize(3);
  }

  @Test
  void keptTold_waitingForItsCommit_isNotAmongThem() throws SQLException {
    read(revocations);
    JdbcDataSource away = new JdbcDataSource();
    away.setURL("jdbc:h2:tcp://127.0.0.1:1/none");
    revocations.dataSource = away;
    assertThatThrownBy(() -> revocations.revoke(revocation("a")))
        .isInstanceOf(ProblemException.class);
    assertThat(revocations.set().contains("a".repeat(64))).isTrue();
    assertThat(told.keysKept()).isEmpty();

    revocations.dataSource = dataSource;
    revocations.commitPending();
    assertThat(told.keysKept()).hasSize(1);
  }

  private void insert(String digit, Instant expires) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      RevocationRows.insert(connection, DatabaseKind.of(connection), revocation(digit, expires));
    }
  }

  @Test
  void read_rowsOutsideThePoll_areNotForgotten() throws SQLException {
    revocations.revoke(revocation("a"));

    try (Connection connection = dataSource.getConnection()) {
      connection.createStatement().executeUpdate("delete from revocation");
    }
    read(revocations);

    assertThat(revocations.set().contains("a".repeat(64))).isTrue();
  }

  @Test
  void set_expired_isDroppedAfterSkewAndMarginOnly() {
    AtomicLong nanos = new AtomicLong();
    MovingClock clock = new MovingClock();
    RevocationSet set = new RevocationSet(clock, nanos::get);
    set.add("d", clock.instant());

    clock.millis.addAndGet(89_000);
    nanos.addAndGet(89_000_000_000L);
    set.readAt(nanos.get());
    assertThat(set.contains("d")).isTrue();

    clock.millis.addAndGet(2_000);
    nanos.addAndGet(20_000_000_000L);
    set.readAt(nanos.get());
    assertThat(set.contains("d")).isFalse();
    assertThat(set.size()).isZero();
  }

  @Test
  void keys_sealed_openWithTheirSecretOnly() throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      SigningKeyRows.insertNew(connection, "a secret of sixteen", new SecureRandom());
      StoredKey right = read(connection, "a secret of sixteen");
      StoredKey wrong = read(connection, "another secret of it");

      assertThat(right.signing()).isNotNull();
      assertThat(wrong.signing()).isNull();
      assertThat(wrong.verifying()).isEqualTo(right.verifying());
      try (var rows =
          connection.createStatement().executeQuery("select private_key from signing_key")) {
        rows.next();
        assertThat(rows.getString(1)).startsWith("sealed1:");
      }
    }
  }

  private static StoredKey read(Connection connection, String secret) throws SQLException {
    SigningKeyRows.Reader reader = new SigningKeyRows.Reader(secret, Map.of(), 0);
    return SigningKeyRows.read(connection, Changes.WHOLE, reader).get(0);
  }

  @Test
  void keys_deletedByHand_areWithdrawn() throws Exception {
    SigningKeys keys = new SigningKeys();
    keys.config = Tokens.CONFIG;
    keys.clock = Clock.systemUTC();
    keys.ticker = System::nanoTime;
    try (Connection connection = dataSource.getConnection()) {
      KeyFixture.insertKey(dataSource);
      KeyFixture.insertKey(dataSource);
      keys.read(connection, Changes.WHOLE);
      String gone = keys.signing().kid();
      assertThat(keys.verifying(gone)).isNotNull();

      connection.createStatement().execute("delete from signing_key where kid = '" + gone + "'");
      keys.read(connection, Changes.WHOLE);
      assertThat(keys.verifying(gone)).isNull();
      assertThat(keys.signing().kid()).isNotEqualTo(gone);
      assertThat(keys.all()).hasSize(1);
    }
  }

  private void read(Revocations into) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      into.read(connection, Changes.WHOLE);
    }
  }

  private int rows() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        var rows = connection.createStatement().executeQuery("select count(*) from revocation")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static Revocation revocation(String digit) {
    return revocation(digit, Instant.now().plusSeconds(900));
  }

  private static Revocation revocation(String digit, Instant expires) {
    AuditEvent event = AuditEvent.ofOwn(AuditAction.LOGOUT, "42", null, SessionServer.HERE);
    return new Revocation(digit.repeat(64), "42", expires, null, event);
  }

  private static final class MovingClock extends Clock {
    final AtomicLong millis = new AtomicLong(1_000_000);

    @Override
    public java.time.ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis.get());
    }
  }
}
