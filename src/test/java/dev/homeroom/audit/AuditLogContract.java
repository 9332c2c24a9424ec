package dev.homeroom.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.audit.ChainView.ChainFault;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.Promised;
import jakarta.transaction.Synchronization;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the audit log promises, on a database. */
abstract class AuditLogContract {
  private static final RequestOrigin HERE = new RequestOrigin("192.0.2.7", "c-1");
  private static final int WRITERS = 4;
  private static final int EACH = 20;

  private final ExecutorService threads = Executors.newFixedThreadPool(2 * WRITERS);
  private AuditInstance one;
  private AuditInstance two;

  abstract DatabaseKind kind();

  @BeforeEach
  void make() {
    Databases.Address database = Databases.migrated(kind());
    one = new AuditInstance(database, "one");
    two = new AuditInstance(database, "two");
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    one.close();
    two.close();
  }

  private static AuditEvent event(String subject) {
    return AuditEvent.of(AuditAction.ROLE_CHANGED, HERE)
        .by("42")
        .about(AuditSubject.role(subject))
        .inSchool("50")
        .with("permissions", "users:read");
  }

  private void write(AuditInstance at, String... subjects) {
    at.run(() -> List.of(subjects).forEach(subject -> at.log.record(event(subject))));
  }

  private <T> T inAnotherThread(Callable<T> work) {
    try {
      return threads.submit(work).get(Promised.NEVER.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private VerificationView verify() {
    return one.verification().verify();
  }

  private ChainFault fault() {
    VerificationView found = verify();
    assertThat(found.sound()).isFalse();
    return found.faults().get(0).fault();
  }

  private long count() {
    return one.queries()
        .find("select count(*) from audit_record", row -> row.integer(1))
        .orElseThrow();
  }

  private void change(String sql, Object... parameters) {
    assertThat(one.queries().update(sql, parameters)).isPositive();
  }

  @Test
  void writersOfTwoInstances_makeTwoSoundChains_withoutTheRecordsThatWereRolledBack()
      throws Exception {
    List<Future<Integer>> writers = new ArrayList<>();
    for (AuditInstance at : List.of(one, two)) {
      for (int i = 0; i < WRITERS; i++) {
        writers.add(threads.submit(() -> writeSome(at)));
      }
    }
    int committed = 0;
    for (Future<Integer> writer : writers) {
      committed += writer.get();
    }
    VerificationView found = verify();
    assertThat(found.sound()).as("%s", found).isTrue();
    assertThat(found.chains()).isEqualTo(2);
    assertThat(found.records()).isEqualTo(committed).isEqualTo(count());
    assertThat(found.newest()).extracting(ChainView::records).doesNotContain(0L);
  }

  /** Writes one record, two, or none because it is rolled back; returns how many. */
  private int writeSome(AuditInstance at) {
    int committed = 0;
    for (int i = 0; i < EACH; i++) {
      if (i % 5 == 4) {
        assertThatThrownBy(() -> rollBack(at)).hasMessage("rolled back");
      } else if (i % 5 == 3) {
        at.log.record(event("alone"));
        committed++;
      } else {
        write(at, "first", "second");
        committed += 2;
      }
    }
    return committed;
  }

  private static void rollBack(AuditInstance at) {
    at.run(
        () -> {
          at.log.record(event("never"));
          at.registry.registerInterposedSynchronization(
              last(
                  () -> {
                    // After the record was written, and its head was moved.
                    at.registry.registerInterposedSynchronization(
                        last(
                            () -> {
                              throw new IllegalStateException("rolled back");
                            }));
                  }));
        });
  }

  private static Synchronization last(Runnable work) {
    return new Synchronization() {
      @Override
      public void beforeCompletion() {
        work.run();
      }

      @Override
      public void afterCompletion(int status) {}
    };
  }

  /** A transaction that waits for a row, or for a tag, delays no other record. */
  @Test
  void head_isLockedAfterEverythingElse() {
    write(one, "before");
    one.run(
        () -> {
          one.log.record(event("waits"));
          assertThat(inAnotherThread(this::writeAlone)).isTrue();
          one.registry.registerInterposedSynchronization(
              last(() -> assertThat(inAnotherThread(this::writeAlone)).isTrue()));
        });
    assertThat(count()).isEqualTo(4);
    assertThat(verify().sound()).isTrue();
    assertThat(subjects()).containsExactly("before", "alone", "alone", "waits");
  }

  private boolean writeAlone() {
    write(one, "alone");
    return true;
  }

  private List<String> subjects() {
    return one.queries()
        .list("select subject_id from audit_record order by chain, seq", row -> row.text(1));
  }

  @Test
  void record_isStoredAsItWasGiven() {
    one.log.record(event("DESK").refused());
    AuditView stored = page("").data().get(0);
    assertThat(stored.action()).isEqualTo("role.changed");
    assertThat(stored.outcome()).isEqualTo("refused");
    assertThat(stored.actorId()).isEqualTo("42");
    assertThat(stored.subject()).isEqualTo(new AuditView.SubjectView("role", "DESK"));
    assertThat(stored.schoolId()).isEqualTo("50");
    assertThat(stored.address()).isEqualTo("192.0.2.7");
    assertThat(stored.correlationId()).isEqualTo("c-1");
    assertThat(stored.details()).isEqualTo(Map.of("permissions", "users:read"));
    assertThat(stored.id()).isEqualTo("1-1");
  }

  @Test
  void textThatWouldSplitALine_isStoredInOne() {
    String evil = "a\r\nb\u0000c\u2028d\u202Ee\uD800f\u0085g\"h\\i";
    one.log.record(
        AuditEvent.of(AuditAction.LOGIN_FAILED, new RequestOrigin(evil, evil.repeat(20)))
            .about(AuditSubject.Kind.PATH, evil.repeat(30))
            .with("reason", evil.repeat(30)));
    String whole =
        one.queries()
            .find(
                "select address || correlation_id || subject_id || details from audit_record",
                row -> row.text(1))
            .orElseThrow();
    assertThat(whole).doesNotContainPattern("[\\p{Cc}\\p{Cs}\\u2028\\u202E]").contains("\uFFFD");
    AuditView shown = page("").data().get(0);
    assertThat(shown.address()).isEqualTo("a??b?c?d?e?f?g\"h\\i".replace('?', '\uFFFD'));
    assertThat(shown.correlationId()).hasSize(64).endsWith("…");
    assertThat(shown.details().get("reason")).hasSize(AuditDetails.MAX_VALUE).contains("g\"h\\i");
    assertThat(verify().sound()).isTrue();
  }

  @Test
  void everyColumn_thatIsChanged_isFound() {
    write(one, "first");
    write(one, "second", "third");
    for (String change :
        List.of(
            "at = at + interval '1' second",
            "action = 'role.deleted'",
            "outcome = 'refused'",
            "actor_id = 43",
            "actor_id = null",
            "subject_kind = 'school'",
            "subject_id = 'secon'",
            "subject_id = null",
            "school_id = 51",
            "address = '192.0.2.77'",
            "correlation_id = 'c-'",
            "details = '{}'",
            "hash = '" + "0".repeat(64) + "'")) {
      String column = change.substring(0, change.indexOf(' '));
      String before = "select %s from audit_record where seq = 2".formatted(column);
      Object kept = one.queries().find(before, row -> kept(column, row)).orElseThrow();
      change("update audit_record set " + change + " where seq = 2");
      assertThat(fault()).as(change).isEqualTo(ChainFault.changed(2));
      change("update audit_record set " + column + " = ? where seq = 2", kept);
      assertThat(verify().sound()).as("back from %s", change).isTrue();
    }
  }

  private static Object kept(String column, dev.homeroom.sql.Row row) throws SQLException {
    return switch (column) {
      case "at" -> row.instant(1);
      case "actor_id", "school_id" -> (long) row.integer(1);
      default -> row.text(1);
    };
  }

  @Test
  void recordThatIsRemoved_isFound_alsoTheLast() {
    write(one, "first", "second", "third");
    change("delete from audit_record where seq = 3");
    assertThat(fault()).as("the tail").isEqualTo(ChainFault.missing(3));
    change("delete from audit_record where seq = 1");
    assertThat(fault()).as("the first").isEqualTo(ChainFault.missing(1));
    change("delete from audit_record where seq = 2");
    assertThat(fault()).as("all").isEqualTo(ChainFault.missing(1));
  }

  @Test
  void recordThatIsRemoved_andTheNextOnesMovedUp_isFound() {
    write(one, "first", "second", "third");
    change("delete from audit_record where seq = 2");
    change("update audit_record set seq = 2 where seq = 3");
    assertThat(fault()).isEqualTo(ChainFault.changed(2));
  }

  @Test
  void recordThatIsAdded_isFound() {
    write(one, "first", "second");
    copy(2, 3);
    assertThat(fault()).isEqualTo(ChainFault.added(3));
    change("delete from audit_record where seq = 3");
    copy(2, 0);
    assertThat(fault()).isEqualTo(ChainFault.added(0));
  }

  private void copy(int from, int to) {
    change(
        "insert into audit_record (chain, seq, at, action, outcome, address, correlation_id,"
            + " details, hash) select chain, "
            + to
            + ", at, action, outcome, address, correlation_id, details, hash from audit_record"
            + " where seq = ?",
        from);
  }

  @Test
  void recordsThatChangePlaces_areFound() {
    write(one, "first", "second", "third");
    change("update audit_record set seq = 9 where seq = 2");
    change("update audit_record set seq = 2 where seq = 3");
    change("update audit_record set seq = 3 where seq = 9");
    assertThat(fault()).isEqualTo(ChainFault.changed(2));
  }

  @Test
  void headThatIsChanged_orGone_isFound() {
    write(one, "first", "second");
    write(two, "first");
    change("update audit_chain set hash = ? where number = 1", "0".repeat(64));
    assertThat(fault()).isEqualTo(ChainFault.head(2));
    change("delete from audit_chain where number = 1");
    assertThat(fault()).as("with its records").isEqualTo(ChainFault.missingChain());
    change("delete from audit_record where chain = 1");
    assertThat(fault()).as("without").isEqualTo(ChainFault.missingChain());
    assertThat(verify().newest()).extracting(ChainView::chain).containsExactly(2);
  }

  @Test
  void chainThatIsLongerThanAStatementReads_isVerifiedToItsEnd() {
    String[] many = new String[ChainCheck.PAGE + 3];
    java.util.Arrays.fill(many, "one of many");
    write(one, many);
    VerificationView found = verify();
    assertThat(found.sound()).isTrue();
    assertThat(found.records()).isEqualTo(many.length);
    change("update audit_record set action = 'logout' where seq = ?", many.length - 1);
    assertThat(fault()).isEqualTo(ChainFault.changed(many.length - 1L));
  }

  /** As when a backup is restored under a running server. */
  @Test
  void databaseOfBeforeTheStart_getsANewChain() {
    write(one, "lost");
    change("delete from audit_record");
    change("delete from audit_chain");
    write(one, "after");
    one.log.record(event("alone"));
    assertThat(verify().sound()).isTrue();
    assertThat(subjects()).containsExactly("after", "alone");
  }

  private AuditPage page(String parameters, String... school) {
    MultivaluedHashMap<String, String> given = new MultivaluedHashMap<>();
    for (String each : parameters.split("&", -1)) {
      if (!each.isEmpty()) {
        given.add(each.split("=", 2)[0], each.split("=", 2)[1]);
      }
    }
    AuditRows rows = new AuditRows();
    rows.queries = one.queries();
    ListQuery query = ListQuery.of(given, List.of("-at"), Set.of("from", "to", "actor", "action"));
    return rows.page(query, school.length == 0 ? null : school[0]);
  }

  @Test
  void page_isTheNewestFirst_filtered_andOfOneSchool() {
    write(one, "a");
    write(two, "b");
    one.log.record(AuditEvent.of(AuditAction.LOGIN_OK, HERE).by("43"));
    one.log.record(event("c").inSchool("51"));
    for (int chain = 1; chain <= 2; chain++) {
      String minutes = "at + interval '" + chain + "' minute";
      change("update audit_record set at = " + minutes + " where seq < 3 and chain = " + chain);
    }
    change("update audit_record set at = at + interval '1' hour where seq = 3");

    assertThat(ids("")).containsExactly("1-3", "2-1", "1-2", "1-1");
    assertThat(ids("sort=at")).containsExactly("1-1", "1-2", "2-1", "1-3");
    assertThat(ids("size=1&page=1")).containsExactly("2-1");
    assertThat(page("size=1&page=1").page().total()).isEqualTo(4);
    assertThat(ids("actor=43")).containsExactly("1-2");
    assertThat(ids("actor=44")).isEmpty();
    assertThat(ids("action=role.changed")).containsExactly("1-3", "2-1", "1-1");
    assertThat(ids("", "50")).containsExactly("2-1", "1-1");
    assertThat(ids("action=login.ok", "50")).isEmpty();
    Instant third = page("").data().get(1).at();
    assertThat(ids("from=" + third)).containsExactly("1-3", "2-1");
    assertThat(ids("to=" + third)).containsExactly("1-2", "1-1");
    assertThat(ids("from=" + third + "&to=" + third.plusMillis(1))).containsExactly("2-1");
    for (String wrong :
        List.of(
            "from=yesterday",
            "to=2026-11-20",
            "from=+3001-01-01T00:00:00Z",
            "action=login",
            "actor=x")) {
      assertThatThrownBy(() -> page(wrong)).as(wrong).isInstanceOf(ProblemException.class);
    }
  }

  private List<String> ids(String parameters, String... school) {
    AuditPage page = page(parameters, school);
    return page.data().stream().map(AuditView::id).toList();
  }
}
