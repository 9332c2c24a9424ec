package dev.homeroom.bench;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.demo.DemoDatabase;
import dev.homeroom.sql.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Makes the district of {@code HOMEROOM_DEMO=large} and prints the time: on a PostgreSQL that
 * writes as one in production does, or with {@code h2} as its argument on a file of H2.
 */
public final class LargeDemoBench {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final List<String> TABLES =
      List.of("school", "person", "class", "attendance_mark", "grade", "invoice", "payment");

  private LargeDemoBench() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException, SQLException {
    if (arguments.length > 0 && arguments[0].equals("h2")) {
      Path folder = Files.createTempDirectory("large-demo");
      JdbcDataSource h2 = new JdbcDataSource();
      h2.setURL("jdbc:h2:file:" + folder.resolve("homeroom") + ";WRITE_DELAY=0;LOCK_TIMEOUT=2000");
      run("H2", h2, DatabaseKind.H2);
      return;
    }
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .start()) {
      run("PostgreSQL", postgres.getPostgresDatabase(), DatabaseKind.POSTGRESQL);
    }
  }

  private static void run(String name, DataSource database, DatabaseKind kind)
      throws SQLException {
    TestDatabase.migrate(database, kind, "latest");
    long begun = System.nanoTime();
    DemoDatabase.makeLarge(database, DAY);
    System.out.printf("%s: made in %.1f s%n", name, (System.nanoTime() - begun) / 1e9);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        try (ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
          rows.next();
          System.out.printf("  %,d rows of %s%n", rows.getLong(1), table);
        }
      }
    }
  }
}
