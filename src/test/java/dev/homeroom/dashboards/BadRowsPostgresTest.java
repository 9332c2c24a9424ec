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
import java.util.List;
import java.util.logging.Level;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadRowsPostgresTest extends BadRowsContract {
  private static TestPostgres postgres;

  @BeforeAll
  static void start() {
    postgres = TestPostgres.bare();
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Override
  DataSource before() {
    DataSource made = postgres.dataSource();
    new Queries(made).update("drop schema public cascade");
    new Queries(made).update("create schema public");
    TestDatabase.migrate(made, DatabaseKind.POSTGRESQL, "10");
    TestDatabase.run(made, "/fixture/one-class.sql");
    return made;
  }

  @Override
  void migrate(DataSource database) {
    TestDatabase.migrate(database, DatabaseKind.POSTGRESQL, "latest");
  }

  @Test
  void migration_saysWhichTablesHoldBadRows_andTrustsTheOthers() {
    Queries queries = new Queries(postgres.dataSource());
    queries.update("update lesson set weekday = 0 where id = 900061");
    queries.update("update assessment set max_score = 'NaN' where id = 900301");

    try (LogCapture log = new LogCapture("org.flywaydb")) {
      migrate(postgres.dataSource());

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
    try (LogCapture log = new LogCapture("org.flywaydb")) {
      migrate(postgres.dataSource());

      assertThat(log.linesFrom(Level.WARNING)).isEmpty();
    }
  }

  @Test
  void eventWithoutEnd_andOneWithoutBeginning_takeNoOtherNoticeWithThem() {
    migrate(postgres.dataSource());
    JsonNode sound = notices();

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
    migrate(postgres.dataSource());

    assertThatThrownBy(() -> new Queries(postgres.dataSource()).update(sql))
        .isInstanceOf(DatabaseException.class);
  }
}
