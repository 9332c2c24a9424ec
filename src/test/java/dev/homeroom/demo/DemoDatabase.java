package dev.homeroom.demo;

import dev.homeroom.sql.TestDatabase;
import java.sql.SQLException;
import java.time.LocalDate;
import javax.sql.DataSource;

/** An H2 database in memory with the demo's district. */
public final class DemoDatabase {
  private DemoDatabase() {}

  /** Makes a new one, as on a first start on this day. */
  public static DataSource madeOn(LocalDate day) throws SQLException {
    DataSource dataSource = TestDatabase.empty();
    makeIn(dataSource, day);
    return dataSource;
  }

  /** Makes the district in a database that has the schema. */
  public static void makeIn(DataSource dataSource, LocalDate day) throws SQLException {
    new Demo(dataSource).make("hash", day, DemoSize.SMALL);
  }

  /**
   * Makes a district of another size.
   *
   * @param sections of each school; a multiple of 10
   */
  public static void make(DataSource dataSource, LocalDate day, int schools, int sections)
      throws SQLException {
    new Demo(dataSource).make("hash", day, new DemoSize(schools, sections));
  }

  /** Makes the district of {@code HOMEROOM_DEMO=large}. */
  public static void makeLarge(DataSource dataSource, LocalDate day) throws SQLException {
    new Demo(dataSource).make("hash", day, DemoSize.LARGE);
  }
}
