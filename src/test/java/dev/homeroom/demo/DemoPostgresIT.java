package dev.homeroom.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestPostgres;
import java.sql.SQLException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DemoPostgresIT {
  @Test
  void make_onPostgresql_makesTheDistrictWithinItsBounds() throws SQLException {
    try (TestPostgres postgres = TestPostgres.start()) {
      Demo demo = new Demo(postgres.dataSource());
      assertThat(demo.isMade()).isFalse();

      demo.make("hash", LocalDate.of(2026, 11, 20), DemoSize.SMALL);

      assertThat(demo.isMade()).isTrue();
      Queries queries = new Queries(postgres.dataSource());
      assertThat(queries.find("select count(*) from person", row -> row.integer(1)))
          .hasValue(1 + 3 * (1 + 30 + 20 + 500 + 400));
      assertThat(queries.find("select nextval('person_seq')", row -> row.integer(1)).get() - 49)
          .isGreaterThan(queries.find("select max(id) from person", row -> row.integer(1)).get());
    }
  }
}
