package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.access.AccessRecord;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.database.TestInstance;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.ManualTime;
import dev.homeroom.testkit.TestRecords;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A second server on the database of one that is killed. It tells what the database holds by what
 * it accepts, and makes the people of the tests.
 */
final class AuthWitness implements AutoCloseable {
  private static final AccessRecord ANYBODY =
      TestRecords.of(
          "1", "Anybody", null, Set.of(), Set.of(), true, null, Set.of(), Set.of(), Set.of());

  final Tokens.Keys keys;
  final Queries queries;
  final LoginServer server;
  private final HikariDataSource pool;
  private final TestInstance instance;
  private final TokenCheck check;

  /**
   * Starts it.
   *
   * @param keys those of the server that is killed
   */
  AuthWitness(Databases.Address database, DatabaseKind kind, Tokens.Keys keys) {
    this.keys = keys;
    pool = database.pool(6);
    queries = new Queries(pool);
    server = new LoginServer(pool, kind, keys, Map.of());
    ManualTime time = ManualTime.standing();
    Revocations revocations = new Revocations();
    revocations.publisher = new RevocationPublisher();
    revocations.publisher.writer = new ToldPrograms();
    instance = new TestInstance(pool, kind, time, revocations);
    check =
        new TokenCheck(
            new TokenCheck.Knowledge(
                keys,
                revocations.set(),
                instance.known(),
                id -> Optional.of(ANYBODY),
                (result, basis) -> {}),
            LoginServer.CONFIG,
            Clock.systemUTC(),
            new VerifiedTokens(1_000));
  }

  /** Makes a person with an account that has a password; returns the id. */
  String person(String username, String password) {
    String id = queries.find("select nextval('person_seq')", row -> row.id(1)).orElseThrow();
    long number = Long.parseLong(id);
    queries.update("insert into person (id, name, kind) values (?, 'Ada Root', 'admin')", number);
    queries.update(
        "insert into person_role (person_id, role_name) values (?, 'SUPER_ADMIN')", number);
    queries.update(
        "insert into account (person_id, username, password_hash) values (?, ?, ?)",
        number,
        username,
        LoginServer.PlainHashing.hashOf(password));
    return id;
  }

  /** Makes a one-time code of a person, in place of the one before. */
  String code(String personId) {
    OneTimeCodes codes = server.beans.get(OneTimeCodes.class);
    Instant end = codes.endAfter(Duration.ofDays(1));
    return codes.make(List.of(personId), end).get(personId).text();
  }

  /** Makes the replaced tokens of a session older by a time; younger, if it is negative. */
  void pass(TokenView tokens, Duration time) {
    SessionServer.pass(server.beans.get(Sessions.class), tokens.refreshToken(), time);
  }

  /** Gives a person who has two sessions as many older ones as there may be beside. */
  void crowd(String personId) {
    String numbers =
        IntStream.range(2, Sessions.MAX_OF_PERSON)
            .mapToObj(number -> "select " + number + " as k")
            .collect(Collectors.joining(" union all "));
    queries.update(
        "insert into login_session"
            + " (id, person_id, sid, logged_in_at, expires_at, cut, token, replaced)"
            + " select lpad(n.k || '-' || s.person_id, 64, 'x'), s.person_id,"
            + " lpad(n.k || '-' || s.person_id, 22, 'x'), s.logged_in_at,"
            + " s.expires_at - interval '1' hour, s.cut, s.token, s.replaced"
            + " from login_session s cross join ("
            + numbers
            + ") n where s.id = (select max(id) from login_session where person_id = ?)",
        Long.valueOf(personId));
  }

  /** Returns how many one-time codes a person has. */
  int codes(String personId) {
    return count("one_time_code", personId);
  }

  /** Returns how many sessions a person has. */
  int sessions(String personId) {
    return count("login_session", personId);
  }

  /** Requires that each session that a login began has its one record in the audit log. */
  void requireRecords(String personId) {
    List<String> began =
        queries.list(
            "select details from audit_record where action = 'login.ok' and subject_id = ?",
            row -> row.text(1),
            personId);
    String sids = "select sid from login_session where person_id = ? and sid not like 'xx%'";
    assertThat(queries.list(sids, row -> row.text(1), Long.valueOf(personId)))
        .as("sessions with one record")
        .allSatisfy(
            sid -> {
              String digest = Digests.ofIdentifier(LoginServer.CONFIG.issuer(), sid);
              assertThat(began.stream().filter(details -> details.contains(digest))).hasSize(1);
            });
  }

  private int count(String table, String personId) {
    String sql = "select count(*) from " + table + " where person_id = ?";
    return queries.find(sql, row -> row.integer(1), Long.valueOf(personId)).orElseThrow();
  }

  /** Reads what the database holds now. */
  void look() {
    instance.poll();
  }

  /** Returns whether an access token is accepted, by what was read last. */
  boolean accepts(TokenView tokens) {
    TokenVerdict verdict = check.judge(tokens.accessToken());
    if (verdict instanceof TokenVerdict.UndecidedToken) {
      throw new AssertionError("cannot tell");
    }
    return verdict instanceof TokenVerdict.AcceptedToken;
  }

  /** Logs in; empty if the password is refused. */
  Optional<TokenView> login(String username, String password) {
    return unlessRefused(() -> server.login(username, password));
  }

  /** Refreshes; empty if the token is refused. */
  Optional<TokenView> refresh(TokenView tokens) {
    return unlessRefused(() -> server.refresh(tokens.refreshToken()));
  }

  /** Redeems a code; empty if it is refused. */
  Optional<TokenView> redeem(String username, String code, String password) {
    return unlessRefused(() -> server.redeem(username, code, password));
  }

  private static Optional<TokenView> unlessRefused(Supplier<TokenView> work) {
    try {
      return Optional.of(work.get());
    } catch (ProblemException e) {
      if (e.code() != ErrorCode.UNAUTHENTICATED) {
        throw e;
      }
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    instance.close();
    pool.close();
  }
}
