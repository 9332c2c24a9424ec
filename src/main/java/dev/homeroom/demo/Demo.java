package dev.homeroom.demo;

import dev.homeroom.database.DatabaseKind;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import javax.sql.DataSource;

/**
 * Makes the demo's district, once. One transaction: a start that is killed in the middle leaves
 * nothing of it. Its caller holds the installation's lock, and no transaction.
 */
@ApplicationScoped
public class Demo {
  @Resource(lookup = "jdbc/homeroom")
  DataSource dataSource;

  /** For the container, which sets the data source. */
  @SuppressWarnings("NullAway.Init") // The container's @Resource.
  protected Demo() {}

  /** Works on a data source, without a container. */
  Demo(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Returns whether the district is there.
   *
   * @throws SQLException if the database is away
   */
  public boolean isMade() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from demo_district")) {
      return rows.next() && rows.getInt(1) > 0;
    }
  }

  /**
   * Makes the district, in a few seconds. Logins: {@code super.admin}; {@code school.admin}, {@code
   * teacher}, {@code staff}, {@code student}, {@code parent} of the first school, and with {@code
   * .2} and {@code .3} behind them those of the others.
   *
   * @param passwordHash what all logins have
   * @param day today: it lies inside the term, and its attendance is to be taken
   * @throws SQLException if the database is away, or the district is there: nothing is made then
   */
  public void make(String passwordHash, LocalDate day) throws SQLException {
    DatabaseKind kind = DatabaseKind.of(dataSource);
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        DemoSession session = new DemoSession(connection, kind, day, DemoDistrict.SEED);
        new DemoDistrict(session, passwordHash).make();
        connection.commit();
      } finally {
        // After the commit there is nothing left to undo.
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
    }
  }
}
