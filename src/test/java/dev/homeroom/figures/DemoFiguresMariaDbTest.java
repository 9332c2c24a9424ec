package dev.homeroom.figures;

import dev.homeroom.demo.DemoDatabase;
import dev.homeroom.sql.TestMariaDb;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;

class DemoFiguresMariaDbTest extends DemoFiguresContract {
  private static DataSource database;

  @BeforeAll
  static void make() throws SQLException {
    database = TestMariaDb.with();
    DemoDatabase.makeIn(database, DAY);
  }

  @Override
  DataSource database() {
    return database;
  }
}
