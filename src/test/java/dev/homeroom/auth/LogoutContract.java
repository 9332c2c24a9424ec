package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditInstance;
import dev.homeroom.audit.RequestOrigin;
import dev.homeroom.auth.HeldInserts.End;
import dev.homeroom.database.Changes;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.FailedStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an answered logout promises, and two planted mistakes that break it. */
abstract class LogoutContract {
  private com.zaxxer.hikari.HikariDataSource pool;
  private DataSource dataSource;

  abstract Databases.Address address();

  abstract DatabaseKind kind();

  @BeforeEach
  void connect() {
    pool = address().pool(4, "-c lock_timeout=300ms -c statement_timeout=1800ms");
    dataSource = pool;
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void logout_answered_everyInstanceThatReadsFromThenOnKnowsIt() throws Exception {
    answeredIsKnownElsewhere(Logout::new);
  }

  @Test
  void logout_answeredWhileAnotherThreadCommits_isFoundOut() {
    assertThatThrownBy(() -> answeredIsKnownElsewhere(AnsweringFirst::new))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("known elsewhere when it was answered");
  }

  @Test
  void logout_answeredBetweenInsertAndCommit_isFoundOut() {
    assertThatThrownBy(() -> answeredIsKnownElsewhere(CommittingLater::new))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("known elsewhere when it was answered");
  }

  @Test
  void logout_insertFails_isNotAnswered() throws Exception {
    failureIsNotAnswered(Logout::new, End.FAILS);
  }

  @Test
  void logout_replyLost_isNotAnsweredAndRefusedHereAllTheSame() throws Exception {
    failureIsNotAnswered(Logout::new, End.REPLY_LOST);
  }

  @Test
  void logout_answeredAlthoughTheInsertFails_isFoundOut() {
    assertThatThrownBy(() -> failureIsNotAnswered(AnsweringFirst::new, End.FAILS))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void logout_behindALock_isOverloaded_refusedHereAllTheSame_andCommittedLater() throws Exception {
    Logout logout = wired(new Logout(), dataSource);
    String token = Tokens.good();
    try (Connection holder = dataSource.getConnection()) {
      holder.setAutoCommit(false);
      RevocationRows.insert(holder, DatabaseKind.of(holder), revocation(claims(token)));

      assertThatThrownBy(() -> logout.logout(token, SessionServer.HERE))
          .isInstanceOfSatisfying(
              ProblemException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));

      holder.rollback();
    }
    assertThat(logout.revocations.set().contains(digest(token))).isTrue();
    assertThat(elsewhere().contains(digest(token))).isFalse();
    logout.revocations.commitPending();
    assertThat(elsewhere().contains(digest(token))).as("with the next try").isTrue();
  }

  /** Returns what the database refused while two instances took one token back. */
  List<String> refusedWhileTwoInstancesTakeOneTokenBack() throws Exception {
    FailedStatements failed = new FailedStatements(dataSource);
    String token = Tokens.good();
    for (int i = 0; i < 2; i++) {
      wired(new Logout(), failed.dataSource()).logout(token, SessionServer.HERE);
    }
    assertThat(elsewhere().contains(digest(token))).isTrue();
    return failed.seen();
  }

  /** The scenario: the row is held back; whoever answers before it is there is found out. */
  private void answeredIsKnownElsewhere(Supplier<Logout> kind) throws Exception {
    HeldInserts held = new HeldInserts(dataSource, End.MADE);
    Logout logout = wired(kind.get(), held.dataSource());
    String token = Tokens.good();
    try {
      logout.logout(token, SessionServer.HERE);

      assertThat(elsewhere().contains(digest(token)))
          .as("known elsewhere when it was answered")
          .isTrue();
      assertThat(logout.revocations.set().contains(digest(token))).isTrue();
    } finally {
      held.letGo();
      if (logout instanceof Planted planted) {
        planted.finish();
      }
    }
  }

  private void failureIsNotAnswered(Supplier<Logout> kind, End end) throws Exception {
    HeldInserts held = new HeldInserts(dataSource, end);
    held.letGo();
    Logout logout = wired(kind.get(), held.dataSource());
    String token = Tokens.good();

    assertThatThrownBy(() -> logout.logout(token, SessionServer.HERE))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_AWAY));

    assertThat(logout.revocations.set().contains(digest(token))).isTrue();
    assertThat(elsewhere().contains(digest(token))).isEqualTo(end == End.REPLY_LOST);
    logout.revocations.dataSource = dataSource;
    assertThatCode(() -> logout.logout(token, SessionServer.HERE))
        .as("the second try")
        .doesNotThrowAnyException();
    assertThat(elsewhere().contains(digest(token))).isTrue();
  }

  private static Logout wired(Logout logout, DataSource dataSource) {
    Revocations revocations = new Revocations();
    revocations.dataSource = dataSource;
    revocations.audit = AuditInstance.log(dataSource);
    revocations.publisher = new RevocationPublisher();
    revocations.publisher.writer = new ToldPrograms();
    logout.revocations = revocations;
    logout.keys = Tokens.KEYS;
    logout.config = Tokens.CONFIG;
    logout.clock = Clock.systemUTC();
    logout.end = new SessionEnd();
    logout.end.config = logout.config;
    logout.end.clock = logout.clock;
    return logout;
  }

  /** Returns what another instance knows that reads the database now. */
  private RevocationSet elsewhere() throws SQLException {
    Revocations other = wired(new Logout(), dataSource).revocations;
    try (Connection connection = dataSource.getConnection()) {
      other.read(connection, Changes.WHOLE);
    }
    return other.set();
  }

  private static Revocation revocation(TokenClaims claims) {
    return Revocation.ofToken(
        claims, null, AuditEvent.ofOwn(AuditAction.LOGOUT, "42", null, SessionServer.HERE));
  }

  private static String digest(String token) {
    return claims(token).digest();
  }

  private static TokenClaims claims(String token) {
    try {
      return new TokenReader(Tokens.CONFIG, Tokens.KEYS).read(token);
    } catch (TokenRefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends what a mistake has begun, so that the next test finds nothing of it. */
  private interface Planted {
    void finish() throws Exception;
  }

  /** Planted: answers, and leaves the commit to another thread. */
  private static final class AnsweringFirst extends Logout implements Planted {
    private CompletableFuture<Void> work = CompletableFuture.completedFuture(null);

    @Override
    void logout(String token, RequestOrigin origin) {
      work = CompletableFuture.runAsync(() -> super.logout(token, origin));
    }

    @Override
    public void finish() throws Exception {
      work.get(60, TimeUnit.SECONDS);
    }
  }

  /** Planted: answers after the insertion, whose transaction is committed later. */
  private static final class CommittingLater extends Logout implements Planted {
    private Connection open;

    @Override
    void logout(String token, RequestOrigin origin) {
      try {
        TokenClaims claims = new TokenReader(config, keys).read(token);
        open = revocations.dataSource.getConnection();
        open.setAutoCommit(false);
        RevocationRows.insert(open, DatabaseKind.of(open), revocation(claims));
        revocations.set().add(claims.digest(), revocation(claims).expires());
      } catch (SQLException | TokenRefusedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void finish() throws SQLException {
      open.commit();
      open.close();
    }
  }
}
