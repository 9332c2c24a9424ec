package dev.homeroom.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.audit.AuditInstance;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import dev.homeroom.testkit.Databases;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class RoleWritesPostgresTest extends RoleWritesContract {
  @Override
  Databases.Address address() {
    return Databases.migrated(DatabaseKind.POSTGRESQL);
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }

  /** The lock stops every insert, so that both writers have looked for the name, or wait to. */
  @Test
  void twoSpellingsOfAName_thatAreMadeAtOnce_areOneRole() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<String>> writes = new ArrayList<>();
      transactions.run(
          () -> {
            beans.get(Queries.class).update("lock table role in share mode");
            writes.add(threads.submit(() -> outcome("Desk")));
            writes.add(threads.submit(() -> outcome("desk")));
            awaitTwoLocks();
            return true;
          });
      List<String> outcomes = new ArrayList<>();
      for (Future<String> write : writes) {
        outcomes.add(write.get());
      }
      assertThat(outcomes).containsExactlyInAnyOrder("done", "CONFLICT");
    } finally {
      threads.shutdownNow();
    }
  }

  private String outcome(String name) {
    try {
      transactions.run(
          () -> service.create(AuditInstance.SOMEBODY, new RoleInput(name, List.of())));
      return "done";
    } catch (ProblemException e) {
      return e.code().name();
    }
  }

  private void awaitTwoLocks() {
    String waiting =
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
            + " and datname = current_database()";
    while (queries.find(waiting, row -> row.integer(1)).orElseThrow() < 2) {
      LockSupport.parkNanos(10_000_000);
    }
  }
}
