package dev.homeroom.menus;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Makes the example's table, anew at each start. A migration would do it in Homeroom; here its
 * version would stay in a database that other tests use.
 */
@ApplicationScoped
class MenuTable {
  /** Where the script lies among the test resources and in the WAR. */
  static final String SCRIPT = "/fixture/menu.sql";

  @Resource(lookup = "jdbc/migrations")
  DataSource database;

  void make(@Observes Startup event) throws IOException, SQLException {
    try (InputStream script = MenuTable.class.getResourceAsStream(SCRIPT);
        Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists menu");
      statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
