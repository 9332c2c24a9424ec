package dev.homeroom.auth;

import static dev.homeroom.auth.AuditedServer.ANN;
import static dev.homeroom.auth.AuditedServer.OTHER;
import static dev.homeroom.auth.AuditedServer.PASSWORD;
import static dev.homeroom.auth.AuditedServer.SCHOOL;
import static dev.homeroom.auth.AuditedServer.SOFIA;
import static dev.homeroom.auth.AuditedServer.USER;
import static dev.homeroom.auth.AuditedServer.record;
import static dev.homeroom.auth.AuditedServer.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.database.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Logins, codes and passwords are recorded: each once, in the transaction of the act, with who,
 * what, where and outcome; nothing that was typed is.
 */
abstract class AuditedLoginsContract {
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

  private String loginOf(String personId, String school) {
    return "login.ok ok by %s of person %s in %s @ {\"session\":\"#\"}"
        .formatted(personId, personId, school);
  }

  private static String failed(String subject, String account, String path) {
    return "login.failed refused by null of %s @ {\"account\":\"%s\",\"path\":\"%s\"}"
        .formatted(subject, account, path);
  }

  @Test
  void logins_rightAndWrong() {
    at.passwords.redeem(USER, at.passwords.invite(ANN), PASSWORD);
    String ann = "person " + ANN + " in " + SCHOOL;
    at.requireRecords(() -> at.passwords.login(USER, PASSWORD), loginOf(ANN, SCHOOL));
    at.requireRecords(
        () -> refused(() -> at.passwords.login(USER, OTHER)), failed(ann, "active", "/auth/login"));
    at.requireRecords(
        () -> refused(() -> at.passwords.login("no\r\nbody", PASSWORD)),
        failed("null null in null", "unknown", "/auth/login"));
    at.requireRecords(
        () -> refused(() -> at.passwords.redeem(USER, "00000", PASSWORD)),
        failed(ann, "active", "/auth/redeem"));
    at.requireRecords(
        () -> refused(() -> at.passwords.change(ANN, OTHER, PASSWORD)),
        failed(ann, "active", "/auth/password").replace("by null", "by " + ANN));
    at.passwords.queries.update("update account set state = 'disabled' where person_id = 900103");
    at.requireRecords(
        () -> refused(() -> at.passwords.login(USER, PASSWORD)),
        failed(ann, "inactive", "/auth/login"));
  }

  /** A try in a wait asks no password. */
  @Test
  void loginInAWait_isNotRecorded() {
    refused(() -> at.passwords.login(USER, OTHER));
    at.passwords.queries.update(
        "update login_failure set failures = 20, counted_at = clock_timestamp()");
    at.requireRecords(() -> refused(() -> at.passwords.login(USER, PASSWORD)));
  }

  @Test
  void failureThatPutsAPasswordOutOfUse_isRecordedAsThat_once_alsoAfterAKill() {
    at.passwords.redeem(USER, at.passwords.invite(ANN), PASSWORD);
    String ann = "person " + ANN + " in " + SCHOOL;
    String locked = "login.locked ok by null of %s @ {\"path\":\"/auth/login\"}".formatted(ann);
    failedSoOften(99);
    at.requireRecords(() -> refused(() -> at.passwords.login(USER, OTHER)), locked);
    failedSoOften(100);
    at.requireRecords(
        () -> refused(() -> at.passwords.login(USER, PASSWORD)),
        failed(ann, "locked", "/auth/login"));

    // The server of the 100th failure was killed before the record.
    at.passwords.queries.update("update login_failure set lock_noted = false");
    failedSoOften(100);
    at.requireRecords(() -> refused(() -> at.passwords.login(USER, PASSWORD)), locked);
    failedSoOften(101);
    at.requireRecords(
        () -> refused(() -> at.passwords.login(USER, PASSWORD)),
        failed(ann, "locked", "/auth/login"));

    at.passwords.write(
        () -> {
          at.passwords.beans.get(LoginThrottle.class).reset(ANN);
          return true;
        });
    failedSoOften(99);
    at.requireRecords(() -> at.passwords.login(USER, PASSWORD), loginOf(ANN, SCHOOL));
    failedSoOften(99);
    at.requireRecords(() -> refused(() -> at.passwords.login(USER, OTHER)), locked);
  }

  /** Makes a name's last failure the one with this number, long ago. */
  private void failedSoOften(int failures) {
    if (at.passwords.queries.find("select 1 from login_failure", row -> true).isEmpty()) {
      refused(() -> at.passwords.login(USER, OTHER));
    }
    at.passwords.queries.update(
        "update login_failure set failures = ?, counted_at = timestamp '2026-01-01 00:00:00'",
        failures);
  }

  @Test
  void namesThatNoAccountHas_areNeverLocked() {
    refused(() -> at.passwords.login("nobody", OTHER));
    at.passwords.queries.update(
        "update login_failure set failures = 99, counted_at = timestamp '2026-01-01 00:00:00'");
    at.requireRecords(
        () -> refused(() -> at.passwords.login("nobody", OTHER)),
        failed("null null in null", "unknown", "/auth/login"));
  }

  /** One for the password, and one for the session that follows, each in its transaction. */
  @Test
  void codesAndPasswords() {
    List<String> codes = new ArrayList<>();
    String issued = "code.issued ok by 1 of person %s in " + SCHOOL + " @ {}";
    at.requireRecords(
        () -> codes.add(at.passwords.write(() -> at.invites().invite(at.head, ANN)).code()),
        issued.formatted(ANN));
    at.requireRecords(
        () -> at.passwords.redeem(USER, codes.get(0), PASSWORD),
        "code.redeemed ok by %s of person %s in %s @ {}".formatted(ANN, ANN, SCHOOL),
        loginOf(ANN, SCHOOL));
    at.requireRecords(
        () -> at.passwords.change(ANN, PASSWORD, OTHER),
        "password.changed ok by %s of person %s in %s @ {}".formatted(ANN, ANN, SCHOOL),
        loginOf(ANN, SCHOOL));
    at.passwords.queries.update(
        "update account set password_hash = null where person_id <> 900104");
    InvitesBody all = new InvitesBody("900051", null);
    assertThat(
            at.table.recordedBy(
                () -> at.passwords.write(() -> at.invites().inviteSchool(at.head, SCHOOL, all))))
        .containsExactlyInAnyOrder(
            record(issued.formatted(ANN)), record(issued.formatted("900102")));
    at.requireRecords(
        () -> at.passwords.write(() -> at.invites().inviteSchool(at.head, SCHOOL, all)));
  }

  @Test
  void codesOfAStart_areTheServers() {
    AdministratorCodes codes = at.passwords.beans.get(AdministratorCodes.class);
    assertThat(at.table.recordedBy(() -> at.passwords.write(() -> codes.reset("fixture.super"))))
        .containsExactly("code.issued ok by null of person " + SOFIA + " in null from   {}");
    at.passwords.queries.update("delete from account");
    assertThat(at.table.recordedBy(() -> at.passwords.write(codes::makeFirst)))
        .singleElement()
        .asString()
        .startsWith("code.issued ok by null of person ")
        .endsWith(" in null from   {}");
    assertThat(at.table.recordedBy(() -> at.passwords.write(codes::makeFirst))).isEmpty();
  }
}
