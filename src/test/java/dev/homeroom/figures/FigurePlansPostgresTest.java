package dev.homeroom.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.demo.DemoDatabase;
import dev.homeroom.figures.CountedQueries.Asked;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.sql.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** How PostgreSQL reads for the figures of one school of forty: by indexes, never a whole table. */
class FigurePlansPostgresTest {
  /**
   * The tables that grow with the pupils of the district. Not lessons, of which a school has some
   * hundreds: whether to read them all depends on settings of the database.
   */
  private static final List<String> LARGE =
      List.of(
          "attendance_mark",
          "attendance_sheet",
          "enrolment",
          "invoice",
          "payment",
          "person",
          "inventory_item",
          "announcement",
          "event");

  private static TestPostgres postgres;

  @BeforeAll
  static void start() throws SQLException {
    postgres = TestPostgres.start();
    PGSimpleDataSource patient = (PGSimpleDataSource) postgres.dataSource();
    patient.setSocketTimeout(120);
    DemoDatabase.makeIn(patient, DemoFiguresContract.DAY);
    // Half of the time would go into looking up the half a million rows that others refer to.
    String bounds = patient.getOptions();
    patient.setOptions(bounds + " -c session_replication_role=replica");
    TestDatabase.run(patient, "/fixture/forty-schools.sql");
    patient.setOptions(bounds);
    // The database does so by itself after a while. Before, no plan trusts an index alone.
    try (Connection connection = patient.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze");
    }
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "students_by_grade",
        "staff",
        "students_of_school",
        "fees_by_month",
        "fees_of_school",
        "open_invoices",
        "absences",
        "attendance_missing",
        "attendance_of_school",
        "events",
        "notices",
        "notices_of_staff",
        "low_stock"
      })
  void figure_ofOneSchool_readsNoLargeTableAsAWhole(String figure) {
    SchoolFigures figures =
        new SchoolFigures(postgres.dataSource(), "9000007", "2026-11-20T09:00:00Z");

    figures.get(figure);

    requireIndexes(figures.queries);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "today",
        "attendance_to_take",
        "assessments_to_mark",
        "class_averages",
        "students_at_risk",
        "notices",
        "today_of_student",
        "attendance",
        "averages_of_student",
        "recent",
        "due",
        "open_invoices",
        "fees_due",
        "notices_of_family"
      })
  void figure_ofOnePerson_readsNoLargeTableAsAWhole(String figure) {
    PersonFigures figures = new PersonFigures(postgres.dataSource(), "2026-11-20T09:00:00Z");

    figures.get(figure);

    requireIndexes(figures.queries);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "classes",
        "classes_total",
        "classes_of_student",
        "report",
        "report_of_teacher",
        "invoices",
        "invoices_open",
        "invoices_of_student",
        "invoices_of_family"
      })
  void list_ofOneSchool_readsNoLargeTableAsAWhole(String list) throws Exception {
    ListReads lists = new ListReads(postgres.dataSource(), "9000007", "2026-11-20T09:00:00Z");

    lists.get(list);

    requireIndexes(lists.queries);
  }

  private static void requireIndexes(CountedQueries queries) {
    assertThat(queries.asked).isNotEmpty();
    for (Asked asked : queries.asked) {
      String plan = plan(asked);
      for (String table : LARGE) {
        assertThat(plan).doesNotContain("Seq Scan on " + table + " ");
      }
    }
  }

  private static String plan(Asked asked) {
    List<String> lines = new ArrayList<>();
    new Queries(postgres.dataSource())
        .list(
            "explain (analyze) " + asked.sql(),
            row -> lines.add(row.text(1)),
            asked.parameters().toArray());
    return asked.sql() + "\n" + String.join("\n", lines);
  }
}
