package dev.homeroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The driver does what {@code docs/operations/deploy.md} says of certificates: it is told {@code
 * DB_TLS} by the property {@code sslMode}, as {@code server.xml} has it, the rest by the address.
 */
class TlsMariaDbTest {
  @TempDir Path directory;

  private int port;

  @Test
  void verifyFull_takesOnlyTheAuthoritysCertificate_forTheName_untilItsEnd() throws Exception {
    Certificates own = new Certificates(Files.createDirectory(directory.resolve("own")));
    Certificates other = new Certificates(Files.createDirectory(directory.resolve("other")));
    Path shown = own.signedPem("-validity 30 -ext san=dns:localhost");
    Path server = Files.createDirectory(directory.resolve("server"));
    port = MariaServer.freePort();
    Process process = MariaServer.start(server, port, "--ssl-cert=" + shown, "--ssl-key=" + shown);
    try {
      MariaServer.awaitReady(process, port, server.resolve("console.log"));

      assertThat(cipher("localhost", "verify-full", own.authority())).isNotEmpty();
      assertThat(cipher("127.0.0.1", "verify-ca", own.authority())).isNotEmpty();
      assertRefused("127.0.0.1", own, "No subject alternative");
      assertRefused("localhost", other, "PKIX path");
      // MariaDB 11.4 and the driver prove an unknown certificate to each other by the password.
      assertThat(cipher("127.0.0.1", "verify-full", null)).isNotEmpty();
      assertThatThrownBy(() -> cipher("localhost", "verify-full", directory.resolve("none")))
          .hasMessageContaining("Failed load keyStore");
      // Which is why DatabaseSettings refuses it beside a DB_TLS that says else.
      assertThat(cipher("localhost", "verify-full&sslMode=disable", own.authority())).isEmpty();

      own.signedPem("-startdate -3d -validity 1 -ext san=dns:localhost");
      reload();
      assertRefused("localhost", own, "NotAfter");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private void assertRefused(String host, Certificates trusted, String why) {
    assertThatThrownBy(() -> cipher(host, "verify-full", trusted.authority()))
        .isInstanceOf(SQLException.class)
        .hasStackTraceContaining(why);
  }

  private void reload() throws SQLException {
    String address = "jdbc:mariadb://127.0.0.1:" + port + "/?sslMode=disable";
    try (Connection root = DriverManager.getConnection(address, "root", MariaServer.PASSWORD);
        Statement statement = root.createStatement()) {
      statement.execute("flush ssl");
    }
  }

  /** Returns the session's cipher, empty in plain text. */
  private String cipher(String host, String mode, Path authority) throws SQLException {
    String[] modes = mode.split("&", 2);
    String address =
        "jdbc:mariadb://"
            + host
            + ":"
            + port
            + "/?a=b"
            + (authority == null ? "" : "&serverSslCert=" + authority)
            + (modes.length == 1 ? "" : "&" + modes[1]);
    Properties properties = new Properties();
    properties.setProperty("user", "root");
    properties.setProperty("password", MariaServer.PASSWORD);
    properties.setProperty("sslMode", modes[0]);
    try (Connection connection = DriverManager.getConnection(address, properties);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show status like 'Ssl_cipher'")) {
      row.next();
      return row.getString(2);
    }
  }
}
