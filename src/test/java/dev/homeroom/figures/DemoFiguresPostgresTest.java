package dev.homeroom.figures;

import dev.homeroom.demo.DemoDatabase;
import dev.homeroom.sql.TestPostgres;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DemoFiguresPostgresTest extends DemoFiguresContract {
  private static TestPostgres postgres;

  @BeforeAll
  static void start() throws SQLException {
    postgres = TestPostgres.start();
    DemoDatabase.makeIn(postgres.dataSource(), DAY);
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Override
  DataSource database() {
    return postgres.dataSource();
  }
}
