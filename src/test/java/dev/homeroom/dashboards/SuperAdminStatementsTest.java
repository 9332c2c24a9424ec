package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.sql.Queries;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The district's dashboard costs as many statements with many schools as with few. */
class SuperAdminStatementsTest {
  private static final List<String> COMPARED =
      List.of("students", "fees_by_school", "attendance_by_school");

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  /** Returns a database that notes the statements that it is asked. */
  private DataSource noting(DataSource database) {
    return proxy(
        DataSource.class,
        database,
        (method, result) -> result instanceof Connection c ? noting(c) : result);
  }

  private Connection noting(Connection connection) {
    return proxy(Connection.class, connection, (method, result) -> result);
  }

  private interface Change {
    Object of(String method, Object result);
  }

  private <T> T proxy(Class<T> type, T of, Change change) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                asked.add((String) arguments[0]);
              }
              try {
                return change.of(method.getName(), method.invoke(of, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Test
  void manySchools_costTheStatementsOfTwo_andEachHasItsOwnFigures() {
    DataSource database = FamilyFixture.database();
    JsonNode before;
    int few;
    try (FamilyFixture at = new FamilyFixture(noting(database))) {
      asked.clear();
      before = at.json(at.roles.superAdmins, FamilyFixture.SUPER, "attendance_by_school");
      few = asked.size();
    }
    makeSchools(new Queries(database));

    try (FamilyFixture at = new FamilyFixture(noting(database))) {
      asked.clear();
      JsonNode after = at.json(at.roles.superAdmins, FamilyFixture.SUPER, "attendance_by_school");

      assertThat(asked.size()).as("their school year is one more").isEqualTo(few + 1);
      assertThat(after.get("schools")).hasSize(42);
      assertThat(after.at("/schools/0")).isEqualTo(before.at("/schools/0"));
      for (String widget : COMPARED) {
        assertThat(at.json(at.roles.superAdmins, FamilyFixture.SUPER, widget).get("schools"))
            .hasSize(42)
            .noneMatch(school -> school.has("error"));
      }
      JsonNode students = at.json(at.roles.superAdmins, FamilyFixture.SUPER, "students");
      assertThat(students.get("schools"))
          .filteredOn(school -> school.get("name").asText().equals("No. 7"))
          .singleElement()
          .satisfies(school -> assertThat(school.get("active").asInt()).isEqualTo(7));
    }
  }

  private static void makeSchools(Queries queries) {
    queries.update(
        "insert into school (id, district_id, name, time_zone, currency, plan, seats,"
            + " subscribed_until) select x, 900001, 'No. ' || x, 'UTC', 'EUR', 'standard', 9,"
            + " date '2027-01-01' from system_range(1, 40)");
    queries.update(
        "insert into academic_year (id, school_id, name, starts_on, ends_on)"
            + " select x, x, 'Year', date '2026-09-01', date '2027-07-16' from system_range(1, 40)");
    queries.update(
        "insert into term (id, school_id, academic_year_id, name, starts_on, ends_on)"
            + " select x, x, x, 'Term', date '2026-09-01', date '2026-12-18'"
            + " from system_range(1, 40)");
    queries.update(
        "insert into person (id, school_id, name, kind) select x * 100 + y, x, 'Pupil', 'student'"
            + " from system_range(1, 40), (select x as y from system_range(1, 40)) where y <= x");
  }
}
