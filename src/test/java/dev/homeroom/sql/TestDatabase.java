package dev.homeroom.sql;

import dev.homeroom.database.DatabaseKind;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;

/** An H2 database in memory with the schema of the migrations, and nothing in it but the roles. */
public final class TestDatabase {
  private TestDatabase() {}

  /** Makes a new one, which lives as long as this JVM. */
  public static DataSource empty() {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    Flyway.configure()
        .dataSource(dataSource)
        .locations(DatabaseKind.H2.migrations())
        .load()
        .migrate();
    return dataSource;
  }
}
