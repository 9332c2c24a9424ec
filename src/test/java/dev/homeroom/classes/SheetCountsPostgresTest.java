package dev.homeroom.classes;

import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestPostgres;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class SheetCountsPostgresTest extends SheetCountsContract {
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
}
