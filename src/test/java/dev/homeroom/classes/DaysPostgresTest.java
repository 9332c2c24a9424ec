package dev.homeroom.classes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.schools.Schools;
import dev.homeroom.schools.Terms;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestPostgres;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DaysPostgresTest extends DaysContract {
  private static TestPostgres postgres;

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start();
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Override
  DataSource fresh() {
    DataSource database = postgres.dataSource();
    new Queries(database).update("truncate table district, person cascade");
    postgres.runFixture();
    return database;
  }

  /** PostgreSQL has numbers that are none; rows from before the checks may hold them. */
  @Test
  void scoresThatAreNoNumbers_areLeftOut() {
    Queries queries = new Queries(fresh());
    queries.update("alter table grade drop constraint grade_score");
    queries.update("update grade set score = 'NaN' where assessment_id = 900301");
    try {
      TestBeans beans =
          new TestBeans(
              postgres.dataSource(),
              Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC));
      GradeFigures grades = beans.get(GradeFigures.class);
      var term = beans.get(Terms.class).findTerm("900031").orElseThrow();
      var day = beans.get(Schools.class).findToday("900011").orElseThrow();

      assertThat(grades.ofTeacher("900102", term))
          .extracting(ClassAverage::average, ClassAverage::scores)
          .containsExactly(org.assertj.core.groups.Tuple.tuple(65.0, 2));
      assertThat(grades.ofStudent("900103", term))
          .extracting(ClassAverage::average)
          .containsExactly(90.0);
      assertThat(grades.recent("900103", term)).hasSize(1);
      assertThat(beans.get(RiskFigures.class).ofTeacher("900102", term, day))
          .extracting(StudentAtRisk::average)
          .containsExactly(40.0);
    } finally {
      queries.update("delete from grade where score = 'NaN'");
      queries.update(
          "alter table grade add constraint grade_score"
              + " check (score between -99999.99 and 99999.99)");
    }
  }
}
