package dev.homeroom.users;

import static dev.homeroom.users.UserFixture.ANN;
import static dev.homeroom.users.UserFixture.CY;
import static dev.homeroom.users.UserFixture.PAUL;
import static dev.homeroom.users.UserFixture.SCHOOL;
import static dev.homeroom.users.UserFixture.SOFIA;
import static dev.homeroom.users.UserFixture.input;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.RoleName;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class UserWritesPostgresTest extends UserWritesContract {
  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }

  /**
   * Both wait for the role's row, which a third transaction holds, and go on at the same moment:
   * the second sees what the first did. When each wrote its roles first, they waited for each
   * other.
   */
  @Test
  void twoSuperAdministrators_thatDisableEachOther_oneOfThemStays() throws Exception {
    UserView second =
        create(fixture.superAdmin(), input("Second", null, "second", RoleName.SUPER_ADMIN));
    fixture.queries.update("update account set password_hash = 'h'");

    List<String> outcomes =
        together(
            UserWritesPostgresTest::holdRoles,
            () -> outcome(() -> patched(fixture.superAdmin(), SOFIA, "{\"state\":\"disabled\"}")),
            () ->
                outcome(
                    () -> patched(fixture.superAdmin(), second.id(), "{\"state\":\"disabled\"}")));

    assertThat(outcomes).containsExactlyInAnyOrder("done", "LAST_SUPER_ADMIN");
    assertThat(fixture.text("select count(*) from account where state = 'disabled'"))
        .isEqualTo("1");
  }

  @Test
  void oneUserName_thatTwoPeopleAreGivenAtOnce_isTheFirstOnes() throws Exception {
    Callable<String> zoe =
        () -> outcome(() -> users.create(fixture.head(), input("Zoe", SCHOOL, "zoe", "TEACHER")));

    assertThat(together(UserWritesPostgresTest::holdRoles, zoe, zoe))
        .containsExactlyInAnyOrder("done", "CONFLICT");
    assertThat(fixture.text("select count(*) from person where name = 'Zoe'")).isEqualTo("1");
  }

  /**
   * The first stops at the link's row. It held the child alone then, and the second the parent,
   * which the first changes next, while the second changes the child.
   */
  @Test
  void linkThatEnds_whileItsParentIsErased_doesNotWaitInACircle() throws Exception {
    List<String> outcomes =
        together(
            queries ->
                queries.list("select child_id from parent_child for update", row -> row.id(1)),
            () -> outcome(() -> links.unlink(fixture.head(), PAUL, ANN)),
            () -> outcome(() -> removals.erase(fixture.head(), PAUL)));

    assertThat(outcomes).containsExactly("done", "done");
    assertThat(fixture.text("select count(*) from parent_child")).isEqualTo("0");
    assertThat(fixture.text("select name from person where id = ?", Long.valueOf(PAUL)))
        .isEqualTo(UserRemovals.ERASED);
  }

  /** Both stop before they insert. Each held its child alone then, who is the other's parent. */
  @Test
  void twoPeople_thatAreMadeEachOthersParentsAtOnce_doNotWaitInACircle() throws Exception {
    fixture.queries.update(
        "insert into person_role (person_id, role_name) values (900106, 'STUDENT'), (900105, 'PARENT')");

    List<String> outcomes =
        together(
            queries -> queries.update("lock table parent_child in share mode"),
            () -> outcome(() -> links.link(fixture.head(), PAUL, CY)),
            () -> outcome(() -> links.link(fixture.head(), CY, PAUL)));

    assertThat(outcomes).containsExactly("done", "done");
  }

  /** It knows of the parent's one child when it begins to wait, and of two when it goes on. */
  @Test
  void erasure_ofAPersonWhoIsLinkedMeanwhile_isRefused_andWorksTheNextTime() throws Exception {
    List<String> outcomes =
        together(
            queries -> {
              queries.list("select id from person where id = 900103 for update", row -> row.id(1));
              queries.update(
                  "insert into parent_child (parent_id, child_id) values (900106, 900105)");
            },
            () -> outcome(() -> removals.erase(fixture.head(), PAUL)),
            () -> outcome(() -> patched(fixture.head(), ANN, "{}")));

    assertThat(outcomes).containsExactly("CONFLICT", "done");
    assertThat(outcome(() -> removals.erase(fixture.head(), PAUL))).isEqualTo("done");
    assertThat(fixture.text("select count(*) from parent_child")).isEqualTo("0");
  }

  private static void holdRoles(Queries queries) {
    queries.list("select name from role for update", row -> row.text(1));
  }

  private String outcome(Runnable write) {
    try {
      fixture.write(write);
      return "done";
    } catch (ProblemException e) {
      return e.code().name();
    }
  }

  /** Runs two writes that begin while a third holds rows, and lets them go on together. */
  private List<String> together(
      Consumer<Queries> hold, Callable<String> one, Callable<String> other) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<String>> writes = new ArrayList<>();
      fixture.write(
          () -> {
            Queries inside = fixture.beans.get(Queries.class);
            hold.accept(inside);
            writes.add(threads.submit(one));
            writes.add(threads.submit(other));
            awaitLocks(threads);
          });
      List<String> outcomes = new ArrayList<>();
      for (Future<String> write : writes) {
        outcomes.add(write.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Waits until two statements wait for a lock; a transaction sees the same number twice. */
  private void awaitLocks(ExecutorService threads) {
    String waiting =
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
            + " and datname = current_database()";
    Callable<Integer> count =
        () -> fixture.queries.find(waiting, row -> row.integer(1)).orElseThrow();
    try {
      while (threads.submit(count).get() < 2) {
        LockSupport.parkNanos(10_000_000);
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
