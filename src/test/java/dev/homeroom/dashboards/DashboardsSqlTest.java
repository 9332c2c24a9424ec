package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.sql.TestPostgres;
import dev.homeroom.testkit.DashboardSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every widget of everybody in the fixture's schools, on PostgreSQL, beside SQL of the tests. */
class DashboardsSqlTest {
  private static final String NOW = "timestamptz '2026-11-20 20:00:00+00'";

  private static TestPostgres postgres;

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start();
    postgres.runFixture();
    TestDatabase.run(postgres.dataSource(), "/fixture/family.sql");
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void everyFigureOfEverybody_isWhatSqlSays_coldAndWarm() throws SQLException {
    int compared = 0;
    try (FamilyFixture at = new FamilyFixture(postgres.dataSource());
        Connection connection = postgres.dataSource().getConnection()) {
      DashboardSql sql = new DashboardSql(connection, NOW);
      for (int i = 0; i < 2; i++) {
        for (String id : FamilyFixture.ALL) {
          for (RoleDashboard role : at.roles.all()) {
            if (at.records.get(id).has(role.role())) {
              String name = role.dashboard().name();
              assertThat(DashboardSql.differences(sql.expected(name, id), data(at, role, id)))
                  .as(name + " " + id)
                  .isEmpty();
              compared++;
            }
          }
        }
      }
    }
    assertThat(compared).isEqualTo(2 * (FamilyFixture.ALL.size() + 1));
  }

  private static JsonNode data(FamilyFixture at, RoleDashboard role, String id) {
    ObjectNode data = new ObjectMapper().createObjectNode();
    at.read(role, id, id)
        .forEach(
            (widget, answer) ->
                data.set(
                    widget, WidgetJson.read(Objects.requireNonNull(answer.value()).payload())));
    // No row tells how the platform is.
    data.remove("platform");
    return data;
  }
}
