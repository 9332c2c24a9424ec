package dev.homeroom.sql;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** MariaDB databases with the schema, each of its own. */
public final class TestMariaDb {
  private TestMariaDb() {}

  /** Makes a new one, with scripts of the test resources run in it. */
  public static DataSource with(String... scripts) {
    Databases.Address address = Databases.migrated(DatabaseKind.MARIADB);
    try {
      MariaDbDataSource dataSource = new MariaDbDataSource(address.url());
      dataSource.setUser(address.user());
      dataSource.setPassword(address.password());
      for (String script : scripts) {
        TestDatabase.run(dataSource, script);
      }
      return dataSource;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a new one with the school of {@code fixture/one-class.sql}. */
  public static DataSource oneClass() {
    return with("/fixture/one-class.sql");
  }
}
