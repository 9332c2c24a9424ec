package dev.homeroom.auth;

import static dev.homeroom.auth.PasswordFixture.ANN;
import static dev.homeroom.auth.PasswordFixture.LIFETIME;
import static dev.homeroom.auth.PasswordFixture.PASSWORD;
import static dev.homeroom.auth.PasswordFixture.SCHOOL;
import static dev.homeroom.auth.PasswordFixture.SOFIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditInstance;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.users.Account;
import dev.homeroom.users.Accounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What passwords and one-time codes promise, on a database. */
abstract class PasswordsContract {
  private static final String USER = "fixture.ann";
  private static final String OTHER = "nine herons leave the lake";
  private static final String WRONG =
      "The user name or the code is wrong, or the code was used or has expired.";

  PasswordFixture fixture;

  abstract DatabaseKind kind();

  @BeforeEach
  void make() {
    fixture = new PasswordFixture(kind());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static ProblemException refusal(Supplier<?> work) {
    ProblemException refused = catchThrowableOfType(ProblemException.class, work::get);
    assertThat(refused).as("refused").isNotNull();
    return refused;
  }

  private static String field(Supplier<?> work) {
    ProblemException.FieldError error = refusal(work).errors().get(0);
    return error.field() + " " + error.rule();
  }

  private void refusedCode(String username, String code) {
    ProblemException refused = refusal(() -> fixture.redeem(username, code, PASSWORD));
    assertThat(refused.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(refused).hasMessage(WRONG);
    assertThat(refused.errors()).isEmpty();
  }

  @Test
  void code_setsThePassword_once_andAnswersTokensThatWork() {
    String code = fixture.invite(ANN);

    TokenView tokens = fixture.redeem(USER, code.toLowerCase(java.util.Locale.ROOT), PASSWORD);

    assertThat(fixture.isCurrent(tokens)).isTrue();
    assertThat(fixture.isCurrent(fixture.login(USER, PASSWORD))).isTrue();
    assertThat(fixture.codes()).isZero();
    refusedCode(USER, code);
    assertThat(fixture.login(USER, PASSWORD).accessToken()).isNotEmpty();
  }

  @Test
  void code_isStoredAsItsDigestOnly() {
    String code = fixture.invite(ANN);
    List<String> stored =
        fixture.queries.list("select digest from one_time_code", row -> row.text(1));
    assertThat(stored).containsExactly(OneTimeCode.digestOf(code));
    assertThat(stored.get(0)).doesNotContainIgnoringCase(code.substring(0, 5));
  }

  @Test
  void code_isRefusedAlike_wrongUnknownOfAnotherExpiredReplacedAndOfADisabledAccount() {
    String code = fixture.invite(ANN);
    refusedCode(USER, "00000-00000-00000-00000");
    refusedCode("nobody", code);
    refusedCode("fixture.ben", code);
    refusedCode("nul\u0000", code);
    String newer = fixture.invite(ANN);
    refusedCode(USER, code);
    fixture.queries.update("update account set state = 'disabled' where person_id = 900103");
    refusedCode(USER, newer);
    fixture.queries.update("update account set state = 'active' where person_id = 900103");
    fixture.time.passOnTheWall(LIFETIME);
    refusedCode(USER, newer);
    assertThat(fixture.hashOf(ANN)).isEqualTo("none");
  }

  @Test
  void code_worksUntilItsEnd() {
    String code = fixture.invite(ANN);
    fixture.time.passOnTheWall(LIFETIME.minus(Duration.ofSeconds(1)));
    assertThat(fixture.redeem(USER, code, PASSWORD).accessToken()).isNotEmpty();
  }

  @Test
  void code_isLeftByAPasswordThatBreaksARule() {
    String code = fixture.invite(ANN);
    assertThat(field(() -> fixture.redeem(USER, code, "short"))).isEqualTo("password size");
    assertThat(field(() -> fixture.redeem(USER, code, null))).isEqualTo("password required");
    assertThat(field(() -> fixture.redeem(USER, code, "passwordpassword")))
        .isEqualTo("password common");
    assertThat(field(() -> fixture.redeem(USER, code, "fixture.ann.2026")))
        .isEqualTo("password school_word");
    // Names are told to the holder of the code alone.
    refusedPasswordOf("00000-00000-00000-00000", "fixture.ann.2026");
    assertThat(fixture.redeem(USER, code, PASSWORD).accessToken()).isNotEmpty();
  }

  @Test
  void rightCodeWithAPasswordThatBreaksARule_isNoFailedLogin() {
    String code = fixture.invite(ANN);
    refusedPasswordOf("00000-00000-00000-00000", PASSWORD);
    assertThat(failures()).containsOnly(1);

    assertThat(field(() -> fixture.redeem(USER, code, "fixture.ann.2026")))
        .isEqualTo("password school_word");

    assertThat(failures()).as("of the name and of the address").isNotEmpty().containsOnly(1);
  }

  private List<Integer> failures() {
    return fixture.queries.list("select failures from login_failure", row -> row.integer(1));
  }

  private void refusedPasswordOf(String code, String password) {
    assertThat(refusal(() -> fixture.redeem(USER, code, password)).code())
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void code_endsWithTheAccountsState_andStaysWithLowerRightsAlone() {
    String code = fixture.invite(ANN);
    fixture.lower(ANN);
    assertThat(fixture.codes()).as("still active").isEqualTo(1);
    fixture.queries.update("update account set state = 'disabled' where person_id = 900103");
    fixture.lower(ANN);
    fixture.queries.update("update account set state = 'active' where person_id = 900103");
    refusedCode(USER, code);

    fixture.invite(ANN);
    fixture.queries.update("update person set active = false where id = 900103");
    fixture.lower(ANN);
    assertThat(fixture.codes()).as("has left").isZero();
  }

  @Test
  void code_goesWithTheAccount() {
    fixture.invite(ANN);
    fixture.queries.update("delete from account where person_id = 900103");
    assertThat(fixture.codes()).isZero();
  }

  @Test
  void twoRedemptionsAtOnce_oneWins_andItsPasswordIsTheOneThatStands() throws Exception {
    for (int round = 0; round < 3; round++) {
      String code = fixture.invite(ANN);
      String digest = OneTimeCode.digestOf(code);
      PasswordWrites writes = fixture.beans.get(PasswordWrites.class);
      CyclicBarrier together = new CyclicBarrier(2);
      List<CompletableFuture<Boolean>> both = new ArrayList<>();
      for (String hash : List.of("first", "second")) {
        both.add(
            CompletableFuture.supplyAsync(
                () -> {
                  await(together);
                  return writes.redeem(ANN, digest, hash, event(AuditAction.CODE_REDEEMED));
                }));
      }
      boolean first = both.get(0).get(60, TimeUnit.SECONDS);
      assertThat(both.get(1).get(60, TimeUnit.SECONDS)).isNotEqualTo(first);
      assertThat(fixture.hashOf(ANN)).isEqualTo(first ? "first" : "second");
    }
  }

  private static AuditEvent event(AuditAction action) {
    return AuditEvent.ofOwn(action, ANN, SCHOOL, SessionServer.HERE);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void change_replacesThePassword_cutsOffOldTokens_andEndsACode() {
    fixture.redeem(USER, fixture.invite(ANN), PASSWORD);
    TokenView old = fixture.login(USER, PASSWORD);
    String code = fixture.invite(ANN);

    TokenView now = fixture.change(ANN, PASSWORD, OTHER);

    assertThat(fixture.isCurrent(old)).isFalse();
    assertThat(fixture.isCurrent(now)).isTrue();
    assertThat(refusal(() -> fixture.login(USER, PASSWORD)).code())
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(fixture.isCurrent(fixture.login(USER, OTHER))).isTrue();
    refusedCode(USER, code);
  }

  @Test
  void change_isRefused_byEachRule_andWritesNothing() {
    TokenView tokens = fixture.redeem(USER, fixture.invite(ANN), PASSWORD);
    String before = fixture.hashOf(ANN);

    assertThat(field(() -> fixture.change(ANN, OTHER, OTHER))).isEqualTo("current wrong");
    assertThat(field(() -> fixture.change(SOFIA, PASSWORD, OTHER))).isEqualTo("current wrong");
    assertThat(field(() -> fixture.change(ANN, PASSWORD, null))).isEqualTo("new required");
    assertThat(field(() -> fixture.change(ANN, PASSWORD, "x".repeat(14)))).isEqualTo("new size");
    assertThat(field(() -> fixture.change(ANN, PASSWORD, "Password12345678")))
        .isEqualTo("new common");
    assertThat(field(() -> fixture.change(ANN, PASSWORD, "Ann First 2026 !")))
        .isEqualTo("new school_word");
    assertThat(field(() -> fixture.change(ANN, PASSWORD, PASSWORD))).isEqualTo("new unchanged");

    assertThat(fixture.hashOf(ANN)).isEqualTo(before);
    assertThat(fixture.isCurrent(tokens)).isTrue();
  }

  @Test
  void change_toADecomposedPassword_isKnownComposed_andTheOtherWayRound() {
    fixture.redeem(USER, fixture.invite(ANN), "cafe\u0301 in the evening");
    fixture.change(ANN, "caf\u00e9 in the evening", "u\u0308ber den Fluss hinweg");
    assertThat(fixture.login(USER, "\u00fcber den Fluss hinweg").accessToken()).isNotEmpty();
    assertThat(fixture.login(USER, "u\u0308ber den Fluss hinweg").accessToken()).isNotEmpty();
  }

  @Test
  void change_besideAnother_isToTryAgain_andLeavesThatOne() {
    fixture.redeem(USER, fixture.invite(ANN), PASSWORD);
    Account before = fixture.beans.get(Accounts.class).findByPerson(ANN).orElseThrow();
    PasswordWrites writes = fixture.beans.get(PasswordWrites.class);
    AuditEvent event = event(AuditAction.PASSWORD_CHANGED);
    assertThat(writes.replace(before, "other", event)).isTrue();
    assertThat(writes.replace(before, "late", event)).isFalse();
    assertThat(fixture.hashOf(ANN)).isEqualTo("other");
  }

  @Test
  void invite_isForPeopleWithAUserName_whoAreActive_andWithinReach() {
    Invites invites = fixture.beans.get(Invites.class);
    AccessRecord head = fixture.caller(SCHOOL, "SCHOOL_ADMIN");
    AccessRecord teacher = fixture.caller(SCHOOL, "TEACHER");
    assertThat(code(() -> invites.invite(AuditInstance.actor(head), "900105")))
        .isEqualTo(ErrorCode.CONFLICT);
    assertThat(code(() -> invites.invite(AuditInstance.actor(teacher), ANN)))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(code(() -> invites.invite(AuditInstance.actor(head), SOFIA)))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(code(() -> invites.invite(AuditInstance.actor(head), "999999")))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(code(() -> invites.invite(AuditInstance.actor(fixture.superAdmin()), "999999")))
        .isEqualTo(ErrorCode.NOT_FOUND);
    fixture.queries.update("update account set state = 'disabled' where person_id = 900104");
    assertThat(code(() -> invites.invite(AuditInstance.actor(head), "900104")))
        .isEqualTo(ErrorCode.CONFLICT);
    assertThat(fixture.codes()).isZero();

    InviteView given = fixture.write(() -> invites.invite(AuditInstance.actor(head), ANN));
    assertThat(given.username()).isEqualTo(USER);
    assertThat(given.name()).isEqualTo("Ann First");
    assertThat(given.toString()).doesNotContain(given.code());
  }

  private ErrorCode code(Supplier<?> work) {
    return refusal(() -> fixture.write(work)).code();
  }

  private InvitesView inviteSchool(AccessRecord caller, String classId, boolean renew) {
    Invites invites = fixture.beans.get(Invites.class);
    InvitesBody body = new InvitesBody(classId, renew);
    return fixture.write(() -> invites.inviteSchool(AuditInstance.actor(caller), SCHOOL, body));
  }

  private static List<String> users(InvitesView view) {
    return view.invites().stream().map(InviteView::username).toList();
  }

  @Test
  void invitesOfASchool_areForPeopleWithoutAPassword_andThoseWithoutACodeFirst() {
    AccessRecord head = fixture.caller(SCHOOL, "SCHOOL_ADMIN");
    fixture.queries.update("update account set password_hash = null where person_id <> 900104");

    assertThat(users(inviteSchool(head, "900051", false)))
        .containsExactlyInAnyOrder(USER, "fixture.teacher");
    InvitesView rest = inviteSchool(head, null, false);
    assertThat(users(rest)).containsExactlyInAnyOrder("fixture.head", "fixture.paul");
    assertThat(rest.cut()).isFalse();
    assertThat(users(inviteSchool(head, null, false))).isEmpty();
    assertThat(users(inviteSchool(head, "900051", true)))
        .containsExactlyInAnyOrder(USER, "fixture.teacher");
    assertThat(users(inviteSchool(head, "900052", false))).isEmpty();
    fixture.time.passOnTheWall(LIFETIME);
    assertThat(users(inviteSchool(head, null, false))).hasSize(4);
    rest.invites().forEach(old -> refusedCode(old.username(), old.code()));
  }

  @Test
  void invitesOfASchool_leaveOutPeopleWhoMayMoreThanTheCaller() {
    fixture.queries.update("update account set password_hash = null");
    fixture.queries.update("update person set school_id = 900011 where id = 900100");
    fixture.queries.update("insert into role (name) values ('OFFICE')");
    fixture.queries.update(
        "insert into role_permission (role_name, permission) values ('OFFICE', 'users:write')");

    assertThat(users(inviteSchool(fixture.caller(SCHOOL, "OFFICE"), null, false)))
        .containsExactlyInAnyOrder(USER, "fixture.ben", "fixture.paul");
    assertThat(users(inviteSchool(fixture.caller(SCHOOL, "SCHOOL_ADMIN"), null, false)))
        .containsExactlyInAnyOrder("fixture.head", "fixture.teacher");
    assertThat(users(inviteSchool(fixture.superAdmin(), null, false)))
        .containsExactly("fixture.super");
  }

  @Test
  void invitesOfASchool_areBounded_andTheNextRequestGoesOn() {
    fixture.queries.update(
        "insert into person (id, school_id, name, kind, sort_key)"
            + " select 910000 + e.person_id - 900100 + 10 * t.n, 900011, 'Many', 'student', 'many'"
            + " from account e cross join ("
            + numbers()
            + ") t"
            + " where e.person_id = 900103");
    fixture.queries.update(
        "insert into account (person_id, username)"
            + " select id, 'many.' || id from person where name = 'Many'");
    AccessRecord head = fixture.caller(SCHOOL, "SCHOOL_ADMIN");

    InvitesView first = inviteSchool(head, null, false);
    fixture.time.passOnTheWall(Duration.ofSeconds(1));
    InvitesView second = inviteSchool(head, null, false);

    assertThat(first.invites()).hasSize(Invites.MAX);
    assertThat(first.cut()).isTrue();
    assertThat(second.cut()).isFalse();
    assertThat(second.invites()).hasSize(51);
    assertThat(users(second)).doesNotContainAnyElementsOf(users(first));
    // The oldest codes are renewed first, so that repeated requests reach all.
    fixture.time.passOnTheWall(Duration.ofSeconds(1));
    assertThat(users(inviteSchool(head, null, true)))
        .containsExactlyInAnyOrderElementsOf(users(first));
    fixture.time.passOnTheWall(Duration.ofSeconds(1));
    assertThat(users(inviteSchool(head, null, true))).containsAll(users(second));
  }

  private static String numbers() {
    StringBuilder numbers = new StringBuilder("select 1 as n");
    for (int i = 2; i <= 250; i++) {
      numbers.append(" union all select ").append(i);
    }
    return numbers.toString();
  }

  @Test
  void invitesOfASchool_outOfReach_orOfAnotherClass_areRefused() {
    Invites invites = fixture.beans.get(Invites.class);
    InvitesBody all = new InvitesBody(null, null);
    AccessRecord head = fixture.caller(SCHOOL, "SCHOOL_ADMIN");
    assertThat(code(() -> invites.inviteSchool(AuditInstance.actor(head), "900012", all)))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(
            code(
                () ->
                    invites.inviteSchool(AuditInstance.actor(fixture.superAdmin()), "900012", all)))
        .isEqualTo(ErrorCode.NOT_FOUND);
    InvitesBody other = new InvitesBody("900099", null);
    assertThat(
            field(
                () ->
                    fixture.write(
                        () -> invites.inviteSchool(AuditInstance.actor(head), SCHOOL, other))))
        .isEqualTo("class_id exists");
    assertThat(fixture.codes()).isZero();
  }

  @Test
  void firstAdministrator_hasNoPasswordUntilTheCodeIsUsed_andIsMadeOnce() {
    AdministratorCodes administrators = fixture.beans.get(AdministratorCodes.class);
    assertThat(fixture.write(administrators::makeFirst)).as("there are accounts").isEmpty();
    fixture.queries.update("delete from account");

    AdministratorCodes.AdministratorCode made =
        fixture.write(administrators::makeFirst).orElseThrow();

    assertThat(made.toString()).doesNotContain(made.code().text());
    assertThat(fixture.write(administrators::makeFirst)).isEmpty();
    assertThat(refusal(() -> fixture.login("admin", made.code().text())).code())
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
    TokenView tokens = fixture.redeem("admin", made.code().text(), PASSWORD);
    assertThat(fixture.isCurrent(tokens)).isTrue();
  }

  @Test
  void reset_isForActiveSuperAdministrators_worksForAnHour_andLeavesThePassword() {
    AdministratorCodes administrators = fixture.beans.get(AdministratorCodes.class);
    assertThat(fixture.write(() -> administrators.reset(USER))).isEmpty();
    assertThat(fixture.write(() -> administrators.reset("nobody"))).isEmpty();
    String first =
        fixture.write(() -> administrators.reset("fixture.super")).orElseThrow().code().text();
    assertThat(fixture.hashOf(SOFIA)).isEqualTo("none");
    fixture.time.passOnTheWall(Duration.ofHours(1));
    refusedCode("fixture.super", first);
    String second =
        fixture.write(() -> administrators.reset("fixture.super")).orElseThrow().code().text();
    assertThat(fixture.redeem("fixture.super", second, PASSWORD).accessToken()).isNotEmpty();

    fixture.queries.update("update account set state = 'disabled' where person_id = 900100");
    assertThat(fixture.write(() -> administrators.reset("fixture.super"))).isEmpty();
  }
}
