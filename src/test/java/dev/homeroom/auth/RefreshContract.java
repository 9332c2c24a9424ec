package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import dev.homeroom.testkit.Databases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a session promises, on two servers with one database whose clocks are 40 s apart: the honest
 * caller always goes on, and a copied token ends the session.
 */
abstract class RefreshContract {
  private static final Duration AFTER_GRACE = ReplacedTokens.GRACE.plusMillis(1);

  private com.zaxxer.hikari.HikariDataSource pool;
  private Queries queries;
  private SessionServer one;
  private SessionServer two;
  private String person;

  abstract DatabaseKind kind();

  @BeforeEach
  void start() {
    pool = Databases.migrated(kind()).pool(24, "-c lock_timeout=2s -c statement_timeout=30s");
    Clock clock = Clock.systemUTC();
    one = new SessionServer(pool, kind(), Clock.offset(clock, Duration.ofSeconds(-20)));
    two = new SessionServer(pool, kind(), Clock.offset(clock, Duration.ofSeconds(20)));
    queries = one.sessions.queries;
    person = queries.find("select nextval('person_seq')", row -> row.id(1)).orElseThrow();
    long id = Long.parseLong(person);
    queries.update("insert into person (id, name, kind) values (?, 'Ann', 'admin')", id);
    queries.update("insert into person_role (person_id, role_name) values (?, 'SUPER_ADMIN')", id);
  }

  @AfterEach
  void stop() {
    pool.close();
  }

  private static String refresh(SessionServer server, String token) {
    return server.refresh.refresh(token, SessionServer.HERE).refreshToken();
  }

  private static void refused(SessionServer server, String token) {
    ProblemException refusal =
        catchThrowableOfType(
            ProblemException.class, () -> server.refresh.refresh(token, SessionServer.HERE));
    assertThat(refusal).isNotNull().hasMessage("The refresh token is not accepted.");
    assertThat(refusal.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
  }

  private static TokenClaims claims(TokenView tokens) throws TokenRefusedException {
    return new TokenReader(Tokens.CONFIG, Tokens.KEYS).read(tokens.accessToken());
  }

  @Test
  void refresh_replacesTheToken_onBothServersInTurn() throws Exception {
    TokenView login = one.login(person);
    TokenView next = two.refresh.refresh(login.refreshToken(), SessionServer.HERE);
    TokenView last = one.refresh.refresh(next.refreshToken(), SessionServer.HERE);

    assertThat(Set.of(login.refreshToken(), next.refreshToken(), last.refreshToken())).hasSize(3);
    assertThat(claims(last).subject()).isEqualTo(person);
    assertThat(claims(last).digest()).isNotEqualTo(claims(next).digest());
    assertThat(claims(last).session()).isEqualTo(claims(login).session());
  }

  @Test
  void replacedToken_inItsGrace_isAnsweredByThePresentOne() {
    String first = one.login(person).refreshToken();
    String second = refresh(one, first);
    assertThat(refresh(two, first)).as("the answer was lost").isEqualTo(second);
    String third = refresh(two, second);
    assertThat(refresh(one, first)).as("another tab, later").isEqualTo(third);
    assertThat(refresh(one, second)).isEqualTo(third);
    assertThat(refresh(one, third)).isNotEqualTo(third);
  }

  @Test
  void replacedToken_afterItsGrace_endsTheSessionWithAllItsTokens() throws Exception {
    TokenView login = one.login(person);
    String first = login.refreshToken();
    TokenView next = one.refresh.refresh(first, SessionServer.HERE);
    one.pass(first, AFTER_GRACE);

    refused(two, first);

    refused(one, next.refreshToken());
    for (TokenView each : List.of(login, next)) {
      assertThat(two.revocations.set().contains(claims(each).session().digest())).isTrue();
    }
    String other = one.login(person).refreshToken();
    assertThat(refresh(one, other)).as("the person's other session").isNotNull();
  }

  /** The time for which a token works does not begin anew when it is used again. */
  @Test
  void grace_hasAnEnd_howeverOftenTheTokenIsUsed() {
    String first = one.login(person).refreshToken();
    String second = refresh(one, first);
    one.pass(first, Duration.ofSeconds(6));
    assertThat(refresh(two, first)).isEqualTo(second);
    one.pass(first, Duration.ofSeconds(6));
    refused(two, first);
  }

  @Test
  void secretThatWasNeverOurs_withAHandleOfOurs_endsTheSession() {
    String first = one.login(person).refreshToken();
    String forged = first.substring(0, first.length() - 43) + "A".repeat(43);
    refused(one, forged);
    refused(one, first);
  }

  @Test
  void textsThatAreNoToken_areRefused() {
    String first = one.login(person).refreshToken();
    for (String text : List.of("", "x", first + "A", first.replace('.', '-'), "é" + first)) {
      refused(one, text);
    }
    refused(one, "A".repeat(22) + first.substring(22));
    assertThat(refresh(one, first)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 20, 100})
  void parallelRefreshesOfOneToken_allGoOnWithOneSuccessor(int count) throws Exception {
    // However long they take here: all of them come while the replaced token works.
    Instant moment = one.now(one.login(person).refreshToken());
    one.stand(moment);
    two.stand(moment);
    for (List<SessionServer> servers : List.of(List.of(one), List.of(one, two))) {
      String first = one.login(person).refreshToken();
      List<String> answers = atOnce(count, servers, first);
      assertThat(answers).hasSize(count);
      Set<String> successors = Set.copyOf(answers);
      assertThat(successors).hasSize(1).doesNotContain(first);
      String next = successors.iterator().next();
      // The first answer was lost: whoever has it not asks again, at the other server.
      assertThat(refresh(two, first)).isEqualTo(next);
      assertThat(refresh(two, next)).isNotEqualTo(next);
    }
  }

  private static List<String> atOnce(int count, List<SessionServer> servers, String token)
      throws Exception {
    int threads = Math.min(count, 20);
    CyclicBarrier together = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<List<String>>> work = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int from = i;
        work.add(
            () -> {
              together.await(60, TimeUnit.SECONDS);
              List<String> own = new ArrayList<>();
              for (int k = from; k < count; k += threads) {
                own.add(refresh(servers.get(k % servers.size()), token));
              }
              return own;
            });
      }
      List<String> all = new ArrayList<>();
      for (Future<List<String>> each : pool.invokeAll(work)) {
        all.addAll(each.get());
      }
      return all;
    } finally {
      pool.shutdownNow();
    }
  }

  /** Two programs that go on with one token each by themselves stay together. */
  @Test
  void twoTabs_thatAlwaysRefreshAtOnce_goOnTogether() throws Exception {
    String token = one.login(person).refreshToken();
    for (int round = 0; round < 10; round++) {
      Set<String> next = Set.copyOf(atOnce(2, List.of(one, two), token));
      assertThat(next).hasSize(1);
      token = next.iterator().next();
    }
  }

  @Test
  void programInALoop_keepsItsTokenForAWhile_andGoesOn() {
    String token = one.login(person).refreshToken();
    for (int i = 0; i < ReplacedTokens.MAX; i++) {
      token = refresh(one, token);
    }
    assertThat(refresh(one, token)).isEqualTo(token);
    one.pass(token, AFTER_GRACE);
    assertThat(refresh(one, token)).isNotEqualTo(token);
  }

  @Test
  void logout_byAnAccessToken_endsTheSessionOnBoth() throws Exception {
    TokenView login = one.login(person);
    TokenView next = one.refresh.refresh(login.refreshToken(), SessionServer.HERE);

    two.logout.logout(login.accessToken(), SessionServer.HERE);

    refused(one, next.refreshToken());
    assertThat(rowsOf(claims(next))).isEqualTo(1);
    assertThat(
            queries.find(
                "select 1 from login_session where person_id = ?",
                row -> true,
                Long.valueOf(person)))
        .isEmpty();
  }

  @Test
  void logout_byARefreshToken_endsTheSession_alsoByTheOneBefore() throws Exception {
    TokenView login = one.login(person);
    TokenView next = one.refresh.refresh(login.refreshToken(), SessionServer.HERE);

    two.end.loggedOut(RefreshToken.parse(login.refreshToken()).orElseThrow(), SessionServer.HERE);

    refused(one, next.refreshToken());
    assertThat(rowsOf(claims(next))).isEqualTo(1);
  }

  private int rowsOf(TokenClaims claims) {
    return queries
        .find(
            "select count(*) from revocation where digest = ?",
            row -> row.integer(1),
            claims.session().digest())
        .orElseThrow();
  }

  @Test
  void cutOff_refusesTheSession_andALoginAfterwardsWorks() {
    String before = one.login(person).refreshToken();
    queries.update("insert into generation (tag, generation) values (?, 5)", "cut:user:" + person);

    refused(two, before);

    assertThat(refresh(two, one.login(person).refreshToken())).isNotNull();
  }

  @Test
  void personWhoIsNotActive_isRefused() {
    String token = one.login(person).refreshToken();
    queries.update("update person set active = false where id = ?", Long.valueOf(person));
    refused(one, token);
  }

  @Test
  void newRole_isInTheNextTokens_andItsCutOffEndsTheSession() throws Exception {
    TokenView login = one.login(person);
    queries.update(
        "insert into person_role (person_id, role_name) values (?, 'STAFF')", Long.valueOf(person));
    TokenView next = one.refresh.refresh(login.refreshToken(), SessionServer.HERE);
    assertThat(claims(next).cut()).containsKey("cut:role:STAFF");
    queries.update("delete from generation where tag = 'cut:role:STAFF'");
    queries.update("insert into generation (tag, generation) values ('cut:role:STAFF', 3)");
    refused(one, next.refreshToken());
    queries.update("delete from generation where tag = 'cut:role:STAFF'");
  }

  @Test
  void expired_isRefused_butEndsNothingElse() {
    String token = one.login(person).refreshToken();
    queries.update(
        "update login_session set expires_at = ? where person_id = ?",
        Clock.systemUTC().instant().minusSeconds(1),
        Long.valueOf(person));
    refused(one, token);
  }

  @Test
  void loginsOfOnePerson_areBounded_theOldestSessionEnds() {
    String oldest = one.login(person).refreshToken();
    for (int i = 0; i < Sessions.MAX_OF_PERSON; i++) {
      two.login(person);
    }
    refused(one, oldest);
    assertThat(
            queries.list(
                "select id from login_session where person_id = ?",
                row -> row.text(1),
                Long.valueOf(person)))
        .hasSize(Sessions.MAX_OF_PERSON);
  }

  /** Two that waited for each other's rows were a dead-lock on MariaDB. */
  @Test
  void login_besideAnotherPersonsThatIsNotCommittedYet_doesNotWait() throws Exception {
    try (Connection other = pool.getConnection();
        PreparedStatement insert =
            other.prepareStatement(
                "insert into login_session"
                    + " (id, person_id, sid, logged_in_at, expires_at, cut, token, replaced)"
                    + " select 'another', 1, 'another', s.logged_in_at, s.expires_at, '', 'x', ''"
                    + " from login_session s where s.person_id = ?")) {
      one.login(person);
      other.setAutoCommit(false);
      insert.setLong(1, Long.parseLong(person));
      assertThat(insert.executeUpdate()).isEqualTo(1);
      // On H2 one transaction writes at a time.
      if (kind() != DatabaseKind.H2) {
        assertThat(two.login(person).refreshToken()).isNotEmpty();
      }
      other.rollback();
    }
  }

  @Test
  void loginOfMany_isNotTheSessionThatEnds_alsoIfAllOthersEndLater() {
    for (int i = 0; i < Sessions.MAX_OF_PERSON; i++) {
      two.login(person);
    }
    queries.update(
        "update login_session set expires_at = ? where person_id = ?",
        Clock.systemUTC().instant().plus(Duration.ofDays(365)),
        Long.valueOf(person));
    String newest = one.login(person).refreshToken();
    assertThat(refresh(one, newest)).isNotEmpty();
  }

  @Test
  void stored_isNoTokenAndNoPartOfOne() {
    String first = one.login(person).refreshToken();
    String second = refresh(one, first);
    String row =
        queries
            .find(
                "select id, sid, cut, token, replaced from login_session where person_id = ?",
                all -> all.text(1) + all.text(2) + all.text(3) + all.text(4) + all.text(5),
                Long.valueOf(person))
            .orElseThrow();
    List<String> parts =
        List.of(first, second).stream()
            .flatMap(token -> List.of(token.split("\\.", -1)).stream())
            .collect(Collectors.toList());
    assertThat(parts).noneMatch(row::contains);
  }
}
