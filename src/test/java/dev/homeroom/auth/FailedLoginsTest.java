package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.audit.AuditInstance;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.audit.AuditTable;
import dev.homeroom.http.CallerPresence;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.ManualTime;
import dev.homeroom.users.Account;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody fills the log with failed logins, and none of them is lost without a word. */
class FailedLoginsTest {
  private static final Account ADA = new Account("7", "ada", "hash", true, null, "50");
  private static final String HOME = "address:192.0.2.7";

  private final DataSource dataSource = TestDatabase.empty();
  private final ManualTime time = ManualTime.standing();
  private final AuditTable table = new AuditTable(dataSource);
  private final LoginStatistics counts = new LoginStatistics();
  private FailedLogins failed;

  @BeforeEach
  void make() {
    AuditLog audit = AuditInstance.log(dataSource);
    LoginFailures failures = new LoginFailures();
    failures.queries = new Queries(dataSource);
    failures.limits = LoginLimits.SHIPPED;
    failures.audit = audit;
    counts.clock = Clock.systemUTC();
    failed = new FailedLogins(counts, failures, time, audit);
  }

  private void fail(@Nullable Account account, String address, int failures, int times) {
    for (int i = 0; i < times; i++) {
      failed.add(account, new LoginTry("name:x", address, failures, Instant.EPOCH), request());
    }
  }

  private LoginRequest request() {
    return new LoginRequest(
        CallerPresence.ASSUMED, SessionServer.HERE, "/auth/login", null, new LoginDeadline(time));
  }

  private List<String> recordedAMinuteLater() {
    time.pass(Duration.ofMinutes(1));
    return table.recordedBy(() -> fail(null, HOME, 1, 1));
  }

  @Test
  void flood_ofOneAddress_isCut_andCounted_andLeavesPlaceForOthers() {
    fail(ADA, HOME, 1, 500);
    assertThat(table.count()).isEqualTo(FailedLogins.OF_ADDRESS);
    fail(ADA, "address:192.0.2.8", 1, 1);
    assertThat(table.count()).isEqualTo(FailedLogins.OF_ADDRESS + 1);
    fail(ADA, HOME, 1, 30);
    assertThat(recordedAMinuteLater()).singleElement().asString().contains("\"left_out\":\"30\"");
    assertThat(counts.numbers().values()).contains(532L);
  }

  @Test
  void flood_ofManyAddresses_isCutToo_butNotTheLocksOfAccounts() {
    for (int i = 0; i < 500; i++) {
      fail(null, "address:" + i, 1, 1);
    }
    assertThat(table.count()).isEqualTo(FailedLogins.OF_ALL);
    new Queries(dataSource)
        .update(
            "insert into login_failure (subject, failures, counted_at)"
                + " values ('name:x', 100, clock_timestamp())");
    assertThat(table.recordedBy(() -> fail(ADA, HOME, 100, 3)))
        .singleElement()
        .asString()
        .startsWith("login.locked ok by null of person 7 in 50 ");
    assertThat(recordedAMinuteLater()).singleElement().asString().contains("\"left_out\":\"382\"");
  }

  @Test
  void failure_thatCannotBeRecordedInTime_isCounted() {
    table.whileAway(() -> fail(ADA, HOME, 1, 2));
    LoginRequest late = request();
    time.pass(LoginDeadline.LAST_STEP.plusMillis(1));
    failed.add(ADA, new LoginTry("name:x", HOME, 1, Instant.EPOCH), late);
    assertThat(table.count()).isZero();
    assertThat(recordedAMinuteLater()).singleElement().asString().contains("\"left_out\":\"3\"");
  }
}
