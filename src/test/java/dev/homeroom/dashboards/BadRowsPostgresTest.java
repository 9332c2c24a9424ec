package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.sql.DatabaseException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.sql.TestPostgres;
import dev.homeroom.testkit.LogCapture;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadRowsPostgresTest extends BadRowsContract {
  private static TestPostgres sound;
  private static TestPostgres unchanged;

  private final List<TestPostgres> made = new ArrayList<>();

  @BeforeAll
  static void start() {
    sound = TestPostgres.migrated("10");
    TestDatabase.runOneClassOfV10(sound.dataSource());
    TestDatabase.migrate(sound.dataSource(), DatabaseKind.POSTGRESQL, "latest");
    unchanged = sound.copy();
  }

  @AfterAll
  static void stop() {
    unchanged.close();
    sound.close();
  }

  @AfterEach
  void close() {
    made.forEach(TestPostgres::close);
  }

  private DataSource closedAfterwards(TestPostgres postgres) {
    made.add(postgres);
    return postgres.dataSource();
  }

  @Override
  DataSource before() {
    TestPostgres postgres = TestPostgres.migrated("10");
    TestDatabase.runOneClassOfV10(postgres.dataSource());
    return closedAfterwards(postgres);
  }

  @Override
  DataSource sound() {
    return closedAfterwards(sound.copy());
  }

  @Override
  DataSource unchanged() {
    return unchanged.dataSource();
  }

  @Override
  void migrate(DataSource database) {
    TestDatabase.migrate(database, DatabaseKind.POSTGRESQL, "latest");
  }

  @Test
  void migration_saysWhichTablesHoldBadRows_andTrustsTheOthers() {
    DataSource database = before();
    Queries queries = new Queries(database);
    queries.update("update lesson set weekday = 0 where id = 900061");
    queries.update("update assessment set max_score = 'NaN' where id = 900301");

    try (LogCapture log = new LogCapture("org.flywaydb")) {
      migrate(database);

      assertThat(log.linesFrom(Level.WARNING))
          .anyMatch(line -> line.contains("lesson") && line.contains("lesson_weekday"))
          .anyMatch(line -> line.contains("assessment_max_score"))
          .noneMatch(line -> line.contains("grade") || line.contains("term"));
    }
    assertThat(
            queries.list(
                "select conname from pg_constraint where contype = 'c' and not convalidated"
                    + " order by conname",
                row -> row.text(1)))
        .containsExactly("assessment_max_score", "lesson_weekday");
  }

  @Test
  void migration_overSoundRows_saysNothing() {
    DataSource database = before();
    try (LogCapture log = new LogCapture("org.flywaydb")) {
      migrate(database);

      assertThat(log.linesFrom(Level.WARNING)).isEmpty();
    }
  }

  @Test
  void eventWithoutEnd_andOneWithoutBeginning_takeNoOtherNoticeWithThem() {
    JsonNode sound = notices(sound());

    migratedWith(
        List.of(
            "insert into event (id, school_id, title, starts_at, ends_at) values"
                + " (1, 900011, 'for ever', '2026-11-01 08:00:00+00', 'infinity'),"
                + " (2, 900011, 'since ever', '-infinity', '2026-12-01 08:00:00+00')",
            "insert into announcement (id, school_id, title, body, published_at, author_id) values"
                + " (1, 900011, 'never', '', 'infinity', 900101),"
                + " (2, 900011, 'always', '', '-infinity', 900101)"));

    assertThat(notices()).isEqualTo(sound);
  }

  /** PostgreSQL has numbers and dates that are none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update assessment set max_score = 'NaN' where id = 900301",
        "update assessment set weight = 'NaN' where id = 900301",
        "update grade set score = 'NaN' where assessment_id = 900301",
        "update invoice set amount = 'NaN' where id = 900401",
        "update payment set amount = 'NaN' where id = 900501",
        "update school set pass_mark = 'NaN' where id = 900011",
        "update term set ends_on = 'infinity' where id = 900031",
        "update term set starts_on = '-infinity' where id = 900031",
        "update event set starts_at = '-infinity'",
        "update event set ends_at = 'infinity'"
      })
  void noNumber_andNoDay_isRefused(String sql) {
    DataSource database = unchanged();

    assertThatThrownBy(() -> new Queries(database).update(sql))
        .isInstanceOf(DatabaseException.class);
  }
}
