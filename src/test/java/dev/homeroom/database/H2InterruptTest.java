package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thread that is interrupted while it reads or writes H2's file, as Liberty does with threads of
 * an application that ends: Java closes the file then, under everybody (FileChannel's contract).
 */
class H2InterruptTest {
  private static final Pattern SHIPPED = Pattern.compile("name=\"DB_URL\" defaultValue=\"([^\"]*)");

  private static final System.Logger LOGGER = System.getLogger(H2InterruptTest.class.getName());

  @TempDir Path folder;

  @AfterEach
  void forgetTheInterrupt() {
    boolean was = Thread.interrupted();
    LOGGER.log(System.Logger.Level.DEBUG, "interrupted: {0}", was);
  }

  /** Returns the address that is in force without settings, with its file in this folder. */
  private String shipped() throws IOException {
    String defaults =
        Files.readString(Path.of("src/main/liberty/config/configDropins/defaults/address.xml"));
    Matcher found = SHIPPED.matcher(defaults);
    assertThat(found.find()).isTrue();
    return found.group(1).replace("${HOMEROOM_DATA}", folder.toString());
  }

  @Test
  void interruptedWithinAWrite_othersReadAndWriteOn_andNothingIsLost() throws Exception {
    String url = shipped();
    try (Connection other = DriverManager.getConnection(url, "homeroom", "homeroom");
        Connection interrupted = DriverManager.getConnection(url, "homeroom", "homeroom");
        Statement others = other.createStatement();
        Statement own = interrupted.createStatement()) {
      others.execute("create table t (id int primary key)");
      for (int i = 0; i < 20; i += 2) {
        Thread.currentThread().interrupt();
        assertThat(insert(own, i)).isOne();
        forgetTheInterrupt();
        assertThat(insert(others, i + 1)).isOne();
      }
    }
    try (Connection again = DriverManager.getConnection(url, "homeroom", "homeroom");
        Statement query = again.createStatement();
        ResultSet rows = query.executeQuery("select count(*) from t")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(20);
    }
  }

  private static int insert(Statement statement, int id) throws SQLException {
    return statement.executeUpdate("insert into t values (" + id + ")");
  }
}
