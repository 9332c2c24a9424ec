package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.sql.DatabaseException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestDatabase;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadRowsH2Test extends BadRowsContract {
  @Override
  DataSource before() {
    DataSource made = TestDatabase.upTo("10");
    TestDatabase.runOneClassOfV10(made);
    return made;
  }

  @Override
  void migrate(DataSource database) {
    TestDatabase.migrate(database, DatabaseKind.H2, "latest");
  }

  /** H2 reads its checks again when it opens a file. */
  @Test
  void fileWithBadRows_opensAgain_andGoesOnRefusingNewOnes(@TempDir Path directory) {
    JdbcDataSource file = new JdbcDataSource();
    file.setURL("jdbc:h2:" + directory.resolve("homeroom"));
    TestDatabase.migrate(file, DatabaseKind.H2, "10");
    TestDatabase.runOneClassOfV10(file);
    Queries queries = new Queries(file);
    queries.update("update lesson set weekday = 0 where id = 900061");

    // Each statement opens the file, and closes it.
    migrate(file);

    assertThat(queries.list("select weekday from lesson order by 1", row -> row.integer(1)))
        .containsExactly(0, 3, 5);
    assertThatThrownBy(() -> queries.update("update lesson set weekday = 8 where id = 900062"))
        .isInstanceOf(DatabaseException.class);
    assertThat(queries.update("update attendance_mark set mark = 'late' where sheet_id = 900201"))
        .isEqualTo(3);
    assertThat(queries.update("update lesson set weekday = 1 where id = 900061")).isEqualTo(1);
  }
}
