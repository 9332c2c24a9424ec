package dev.homeroom.classes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import dev.homeroom.sql.TestDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** How H2 looks for the marks of a class: a thousand pupils took it seven seconds. */
class ListMarksTest {
  private final DataSource database = TestDatabase.oneClass();
  private final Queries queries = new Queries(database);
  private final List<String> plans = new ArrayList<>();

  /** Has each query explained before it runs. */
  private final class Explained extends Queries {
    Explained() {
      super(database);
    }

    @Override
    public <T> List<T> list(String sql, Row.Reader<T> reader, Object... parameters) {
      plans.add(queries.find("explain " + sql, row -> row.text(1), parameters).orElseThrow());
      return super.list(sql, reader, parameters);
    }
  }

  @Test
  void listMarks_makesTheListOfPupilsOnce_andNotForEachOfThem() {
    AttendanceRepository repository = new AttendanceRepository();
    repository.queries = new Explained();
    LocalDate day = LocalDate.of(2026, 11, 20);

    assertThat(repository.listMarks(new ClassDay("900051", day, day), null)).hasSize(3);

    assertThat(plans).singleElement().asString().contains("UNION").doesNotContain(" IN(");
  }
}
