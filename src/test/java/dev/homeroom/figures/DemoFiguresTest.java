package dev.homeroom.figures;

import dev.homeroom.demo.DemoDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;

class DemoFiguresTest extends DemoFiguresContract {
  private static DataSource database;

  @BeforeAll
  static void make() throws SQLException {
    database = DemoDatabase.madeOn(DAY);
  }

  @Override
  DataSource database() {
    return database;
  }
}
