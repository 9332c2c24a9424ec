package dev.homeroom.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.generations.PollResult;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.sql.Queries;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.ManualTime;
import dev.homeroom.testkit.TestRecords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Refusals are recorded, and nobody fills the log with them. */
class RefusalRecordsTest {
  private final ManualTime time = ManualTime.standing();
  private final AuditInstance at = new AuditInstance(Databases.migrated(DatabaseKind.H2), "one");
  private final Queries queries = at.queries();
  private final RefusalRecords refusals = new RefusalRecords(time, at.log);

  @AfterEach
  void close() {
    at.close();
  }

  private void refuse(String personId, int times) {
    Actor by =
        AuditInstance.actor(
            TestRecords.of(
                personId, "P", "50", Set.of(), Set.of(), true, null, Set.of(), Set.of(), Set.of()));
    for (int i = 0; i < times; i++) {
      refusals.record(by, "GET", "/users/4711");
    }
  }

  private List<String> recorded() {
    return queries.list(
        "select action || ' ' || outcome || ' ' || actor_id || ' ' || subject_id || ' ' || school_id"
            + " || ' ' || details from audit_record order by seq",
        row -> row.text(1));
  }

  @Test
  void refusal_isRecorded_inTheCallersSchool() {
    refuse("7", 1);
    assertThat(recorded())
        .containsExactly("access.refused refused 7 /users/4711 50 {\"method\":\"GET\"}");
  }

  /** The answer does not wait for a database that is known to be away. */
  @Test
  void refusal_whileTheDatabaseIsKnownToBeAway_asksNothing_andIsCounted() {
    Generations generations = new Generations(time, time, GenerationLimits.SHIPPED);
    at.log.known = generations;
    generations.failed(generations.begin(), "by the test");
    assertThat(generations.databaseAway()).isTrue();
    refuse("7", 1);
    assertThat(recorded()).isEmpty();

    generations.complete(generations.begin(), new PollResult(Map.of(), false, Map.of(), Set.of()));
    refuse("7", 1);

    assertThat(recorded()).singleElement().asString().contains("\"left_out\":\"1\"");
  }

  @Test
  void flood_isCutPerPerson_andCounted() {
    refuse("7", 500);
    refuse("8", 1);
    assertThat(recorded()).hasSize(RefusalRecords.OF_PERSON + 1);
    assertThat(recorded().get(RefusalRecords.OF_PERSON))
        .isEqualTo(
            "access.refused refused 8 /users/4711 50 {\"left_out\":\"490\",\"method\":\"GET\"}");
    time.pass(Duration.ofMinutes(1));
    refuse("7", 1);
    assertThat(recorded()).hasSize(RefusalRecords.OF_PERSON + 2);
  }

  @Test
  void flood_ofManyPeople_isCutToo() {
    for (int person = 1; person <= 200; person++) {
      refuse(Integer.toString(person), 1);
    }
    assertThat(recorded()).hasSize(RefusalRecords.OF_ALL);
    time.pass(Duration.ofMinutes(1));
    refuse("1", 1);
    assertThat(recorded().get(RefusalRecords.OF_ALL)).contains("\"left_out\":\"140\"");
  }

  @Test
  void refusal_thatCannotBeRecorded_isCounted() {
    queries.update("alter table audit_record rename to audit_away");
    refuse("7", 3);
    queries.update("alter table audit_away rename to audit_record");
    refuse("7", 1);
    assertThat(recorded()).hasSize(1);
    assertThat(recorded().get(0)).contains("\"left_out\":\"3\"");
  }
}
