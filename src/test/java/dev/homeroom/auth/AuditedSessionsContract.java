package dev.homeroom.auth;

import static dev.homeroom.auth.AuditedServer.ANN;
import static dev.homeroom.auth.AuditedServer.OTHER;
import static dev.homeroom.auth.AuditedServer.PASSWORD;
import static dev.homeroom.auth.AuditedServer.SCHOOL;
import static dev.homeroom.auth.AuditedServer.USER;
import static dev.homeroom.auth.AuditedServer.record;
import static dev.homeroom.auth.AuditedServer.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.audit.AuditInstance;
import dev.homeroom.audit.AuditTable;
import dev.homeroom.auth.HeldInserts.End;
import dev.homeroom.database.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Logouts, revocations and changes of keys are recorded, each once; of every act that changes
 * something, both the change and its record are committed, or neither.
 */
abstract class AuditedSessionsContract {
  private AuditedServer at;

  abstract DatabaseKind kind();

  @BeforeEach
  void make() {
    at = new AuditedServer(kind());
  }

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void logouts_byEitherToken_andAgain() {
    TokenView one = at.sessions.login(ANN);
    String logout =
        "logout ok by %s of person %s in %s @ {\"session\":\"#\"}".formatted(ANN, ANN, SCHOOL);
    at.requireRecords(() -> at.sessions.logout(one), logout);
    at.requireRecords(() -> at.sessions.logout(one));
    at.requireRecords(() -> at.server().logout(one));

    TokenView two = at.sessions.login(ANN);
    RefreshToken token = RefreshToken.parse(two.refreshToken()).orElseThrow();
    at.requireRecords(() -> at.sessions.end.loggedOut(token, SessionServer.HERE), logout);
    at.requireRecords(() -> at.sessions.end.loggedOut(token, SessionServer.HERE));
    at.requireRecords(() -> at.sessions.logout(two));
    at.requireRecords(() -> at.sessions.logout.logout("no token", SessionServer.HERE));
  }

  @Test
  void logoutsOfOneSession_atOnce_onTwoServers_areOne() throws Exception {
    SessionServer two = at.server();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int i = 0; i < 5; i++) {
        TokenView tokens = at.sessions.login(ANN);
        String next = at.refresh(tokens.refreshToken()).accessToken();
        List<Callable<Object>> work = new ArrayList<>();
        for (String token : List.of(tokens.accessToken(), next)) {
          for (SessionServer server : List.of(at.sessions, two)) {
            work.add(Executors.callable(() -> server.logout.logout(token, SessionServer.HERE)));
          }
        }
        int before = at.table.count();
        for (Future<Object> each : threads.invokeAll(work)) {
          each.get();
        }
        assertThat(at.table.count()).isEqualTo(before + 1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void logoutWhoseReplyIsLost_isRecordedOnce_andMadeGoodWithWhatTheRequestHad() {
    String logout =
        "logout ok by %s of person %s in %s @ {\"session\":\"#\"}".formatted(ANN, ANN, SCHOOL);
    for (End end : List.of(End.REPLY_LOST, End.FAILS)) {
      TokenView tokens = at.sessions.login(ANN);
      HeldInserts held = new HeldInserts(at.passwords.dataSource(), end);
      held.letGo();
      at.sessions.revocations.dataSource = held.dataSource();
      at.requireRecords(
          () -> refused(() -> at.sessions.logout(tokens)),
          end == End.REPLY_LOST ? new String[] {logout} : new String[0]);
      at.sessions.revocations.dataSource = at.passwords.dataSource();
      at.requireRecords(
          at.sessions.revocations::commitPending,
          end == End.REPLY_LOST ? new String[0] : new String[] {logout});
      at.requireRecords(at.sessions.revocations::commitPending);
      at.requireRecords(() -> at.sessions.logout(tokens));
    }
  }

  @Test
  void tokenThatIsUsedAgain_endsItsSession_once() {
    String first = at.sessions.login(ANN).refreshToken();
    at.requireRecords(() -> at.refresh(first));
    at.sessions.pass(first, ReplacedTokens.GRACE.plusMillis(1));
    at.requireRecords(
        () -> refused(() -> at.refresh(first)),
        "refresh.reused refused by null of person %s in %s @ {\"session\":\"#\"}"
            .formatted(ANN, SCHOOL));
    at.requireRecords(() -> refused(() -> at.refresh(first)));
  }

  @Test
  void revocations_ofEitherToken() {
    for (boolean isAccessToken : List.of(true, false)) {
      TokenView tokens = at.sessions.login(ANN);
      String token = isAccessToken ? tokens.accessToken() : tokens.refreshToken();
      at.requireRecords(
          () -> at.administration.revoke(at.head, token),
          "token.revoked ok by 1 of token # in %s @ {\"person\":\"%s\",\"session\":\"#\"}"
              .formatted(SCHOOL, ANN));
      at.requireRecords(() -> at.administration.revoke(at.head, token));
    }
    at.administration.tokens.records = id -> Optional.empty();
    TokenView tokens = at.sessions.login(ANN);
    at.requireRecords(() -> at.administration.revoke(at.head, tokens.accessToken()));
    at.requireRecords(() -> at.administration.revoke(at.head, tokens.refreshToken()));
  }

  @Test
  void revocation_ofAnAccessTokenWhoseKeyIsGone_isThatOfItsSession() {
    TokenView tokens = at.sessions.login(ANN);
    at.administration.tokens.keys = at.sessions.withoutTheKey().logout.keys;
    at.requireRecords(
        () -> at.administration.revoke(at.head, tokens.accessToken()),
        "token.revoked ok by 1 of token # in %s @ {\"person\":\"%s\",\"session\":\"#\"}"
            .formatted(SCHOOL, ANN));
    at.requireRecords(() -> at.administration.revoke(at.head, tokens.accessToken()));
    refused(() -> at.refresh(tokens.refreshToken()));

    at.administration.tokens.records = id -> Optional.empty();
    String outOfReach = at.sessions.login(ANN).accessToken();
    at.requireRecords(() -> at.administration.revoke(at.head, outOfReach));
  }

  @Test
  void rotationsAndWithdrawals_eachOnce() {
    try (KeyFixture keys = new KeyFixture(kind())) {
      KeyNode node = keys.node();
      AuditTable table = new AuditTable(keys.dataSource());
      List<KeysView> after = new ArrayList<>();
      assertThat(table.recordedBy(() -> after.add(node.rotate(null))))
          .containsExactly(key("rotated", after.get(0).keys().get(0), "{}"));
      AuditedServer.requireRecords(table, () -> refused(() -> node.rotate(null)));
      KeyView current = after.get(0).keys().get(0);
      assertThat(table.recordedBy(() -> after.add(node.rotate(current.kid()))))
          .containsExactly(
              key(
                  "withdrawn",
                  current,
                  "{\"successor\":\"" + after.get(1).keys().get(0).kid() + "\"}"));
      AuditedServer.requireRecords(table, () -> node.rotate(current.kid()));
      // As when another server has withdrawn it a moment ago.
      AuditedServer.requireRecords(
          table, () -> node.rotation.changes.withdraw(current.kid(), null, AuditInstance.SOMEBODY));
      KeyView old = after.get(0).keys().get(1);
      assertThat(table.recordedBy(() -> node.rotate(old.kid())))
          .containsExactly(key("withdrawn", old, "{}"));
    }
  }

  private static String key(String act, KeyView key, String details) {
    return record("key.%s ok by 1 of key %s in null @ %s".formatted(act, key.kid(), details));
  }

  /**
   * An act that changes something.
   *
   * @param table one that it writes
   */
  private record Act(String name, String table, Runnable run) {}

  /** Returns the acts, each ready to be done. */
  private List<Act> acts() {
    at.passwords.redeem(USER, at.passwords.invite(ANN), PASSWORD);
    AdministratorCodes codes = at.passwords.beans.get(AdministratorCodes.class);
    String code = at.passwords.invite("900106");
    TokenView one = at.sessions.login(ANN);
    TokenView two = at.sessions.login(ANN);
    RefreshToken ofTwo = RefreshToken.parse(two.refreshToken()).orElseThrow();
    TokenView three = at.sessions.login(ANN);
    String four = at.sessions.login(ANN).refreshToken();
    at.refresh(four);
    at.sessions.pass(four, ReplacedTokens.GRACE.plusMillis(1));
    return List.of(
        new Act("login", "login_session", () -> at.passwords.login(USER, PASSWORD)),
        new Act(
            "invite",
            "one_time_code",
            () -> at.passwords.write(() -> at.invites().invite(at.head, ANN))),
        new Act(
            "reset", "one_time_code", () -> at.passwords.write(() -> codes.reset("fixture.super"))),
        new Act("change", "generation", () -> at.passwords.change(ANN, PASSWORD, OTHER)),
        new Act("redeem", "generation", () -> at.passwords.redeem("fixture.paul", code, OTHER)),
        new Act("logout", "login_session", () -> at.sessions.logout(one)),
        new Act(
            "logout by cookie",
            "revocation",
            () -> at.sessions.end.loggedOut(ofTwo, SessionServer.HERE)),
        new Act(
            "revocation",
            "login_session",
            () -> at.administration.revoke(at.head, three.accessToken())),
        new Act("reuse", "revocation", () -> at.refresh(four)));
  }

  private List<String> state() {
    return at.passwords.queries.list(
        "select 'session ' || id as what from login_session"
            + " union all select 'password ' || person_id || password_hash from account"
            + " where password_hash is not null"
            + " union all select 'code ' || digest from one_time_code"
            + " union all select 'cut ' || tag || generation from generation"
            + " union all select 'revocation ' || digest from revocation order by what",
        row -> row.text(1));
  }

  @Test
  void actThatCannotBeRecorded_doesNotHappen() {
    for (Act act : acts()) {
      List<String> before = state();
      at.table.whileAway(() -> fails(act));
      assertThat(state()).as(act.name()).isEqualTo(before);
    }
    requireMadeGood();
  }

  @Test
  void actThatFails_leavesNoRecord() {
    for (Act act : acts()) {
      int before = at.table.count();
      at.table.whileAway(act.table(), () -> fails(act));
      assertThat(at.table.count()).as(act.name()).isEqualTo(before);
    }
    requireMadeGood();
  }

  private static void fails(Act act) {
    assertThatThrownBy(act.run()::run).as(act.name()).isInstanceOf(RuntimeException.class);
  }

  /** What was refused here is revoked for all, and recorded, as soon as that can be. */
  private void requireMadeGood() {
    assertThat(at.table.recordedBy(at.sessions.revocations::commitPending))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactlyInAnyOrder("logout", "logout", "token.revoked", "refresh.reused");
    assertThat(at.table.recordedBy(at.sessions.revocations::commitPending)).isEmpty();
  }

  @Test
  void changeOfKeys_andItsRecord_areBothOrNeither() {
    try (KeyFixture keys = new KeyFixture(kind())) {
      KeyNode node = keys.node();
      AuditTable log = new AuditTable(keys.dataSource());
      List<String> before = keys.rows();
      for (String withdraw : new String[] {null, node.keys.signing().kid()}) {
        Act act = new Act("rotation", "generation", () -> node.rotate(withdraw));
        log.whileAway(() -> fails(act));
        log.whileAway("signing_key", () -> fails(act));
        log.whileAway("generation", () -> fails(act));
        assertThat(keys.rows()).isEqualTo(before);
        assertThat(log.count()).isZero();
      }
    }
  }
}
