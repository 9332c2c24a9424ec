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
 * Creates the demo district, once, in one transaction, so that a start that is killed in between
 * leaves nothing behind. The caller holds the installation's lock, and no transaction.
 */
@ApplicationScoped
public class Demo {
  /** The data source without time limits: fifty schools take minutes, their commit many seconds. */
  @Resource(lookup = "jdbc/migrations")
  DataSource dataSource;

  /** For CDI, which sets the data source. */
  @SuppressWarnings("NullAway.Init") // The container's @Resource.
  protected Demo() {}

  /** Makes an instance on a data source, without a container. */
  Demo(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Returns whether the district exists.
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
   * Creates the small district, in a few seconds, and the large one in a few minutes. Logins:
   * {@code super.admin}; {@code school.admin}, {@code teacher}, {@code staff}, {@code student},
   * {@code parent} of the first school, and the same with {@code .2} and {@code .3} of the second
   * and the third.
   *
   * @param passwordHash the password hash of all logins
   * @param day today, which lies inside the term and has no attendance yet
   * @param size the number of schools and of their sections
   * @throws SQLException if the database is away, or the district exists: nothing is created then
   */
  void make(String passwordHash, LocalDate day, DemoSize size) throws SQLException {
    DatabaseKind kind = DatabaseKind.of(dataSource);
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        DemoSession session = new DemoSession(connection, kind, day, DemoDistrict.SEED, size);
        new DemoDistrict(session, passwordHash).make();
        connection.commit();
        if (kind != DatabaseKind.MARIADB) {
          analyze(connection);
        }
      } finally {
        // After the commit there is nothing left to undo.
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
    }
  }

  /** Lets the database count what it has, so that its plans are right from the first request on. */
  private static void analyze(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("analyze");
    }
    connection.commit();
  }
}
