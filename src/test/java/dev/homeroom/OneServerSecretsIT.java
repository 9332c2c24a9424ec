package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No token and no password is kept or told: not in any table, log or figure. */
@OnDemoServer
class OneServerSecretsIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  /** Nobody's dashboard: a login whose password the test may choose. */
  private static final String USERNAME = "staff.2";

  private final Client client = DEMO.client();

  @Test
  void tokenAndPasswords_afterUseAndLogout_areNowhere() throws Exception {
    String password = "secret-" + UUID.randomUUID();
    String wrong = "wrong-" + UUID.randomUUID();
    String chosen = "chosen-" + UUID.randomUUID();
    String token = useAndLogOut(password, wrong);
    String code = redeemCode(chosen);
    String[] parts = token.split("\\.", -1);
    List<String> secrets =
        List.of(token, parts[1], parts[2], password, wrong, chosen, code, code.replace("-", ""));

    Map<String, String> places = places();

    // The search finds what it may find: else it would prove nothing.
    assertThat(holders(places, USERNAME)).contains("table account");
    assertThat(holders(places, "homeroom")).contains("log console.log", "answer /metrics");
    assertThat(places.get("table revocation")).contains("logout");
    for (String secret : secrets) {
      assertThat(holders(places, secret)).as("who holds " + secret).isEmpty();
    }
  }

  /** Everything in which a token or a password takes part, in right and in wrong places. */
  private String useAndLogOut(String password, String wrong) {
    String select = "select password_hash from account where username = ?";
    String update = "update account set password_hash = ? where username = ?";
    String before = DEMO.sql().text(select, USERNAME);
    String hash =
        Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID).hash(password).getResult();
    assertThat(DEMO.sql().update(update, hash, USERNAME)).isEqualTo(1);
    try {
      assertThat(client.tryLogin(USERNAME, wrong).status()).isEqualTo(401);
      assertThat(client.tryLogin(wrong, password).status()).isEqualTo(401);
      Answer login = client.tryLogin(USERNAME, password);
      assertThat(login.status()).as(login.text()).isEqualTo(200);
      String token = login.json().path("access_token").asText();
      assertThat(client.get("/api/auth/me", token).status()).isEqualTo(200);
      client.get("/api/dashboards/me", token);
      client.send("GET", "/api/auth/me?access_token=" + token, null);
      client.send("GET", "/api/" + token, null, "Cookie", "token=" + token);
      client.send("GET", "/" + token, null);
      client.send("POST", "/api/auth/login", "{\"username\":\"" + token + "\",\"password\":7}");
      client.send("POST", "/api/auth/login", "{\"password\":\"" + password + "\"");
      client.get("/api/auth/me", token + "x");
      assertThat(client.post("/api/auth/logout", token, null).status()).isEqualTo(204);
      assertThat(client.get("/api/auth/me", token).status()).isEqualTo(401);
      return token;
    } finally {
      DEMO.sql().update(update, before, USERNAME);
    }
  }

  /** Sets a password by a one-time code, in right and in wrong places, and returns the code. */
  private String redeemCode(String chosen) {
    String select = "select password_hash from account where username = ?";
    String before = DEMO.sql().text(select, USERNAME);
    try {
      String invite = "/api/users/" + DEMO.idOf(USERNAME) + "/invite";
      Answer invited = client.post(invite, client.login("super.admin"), null);
      assertThat(invited.status()).as(invited.text()).isEqualTo(200);
      String code = invited.json().path("code").asText();
      client.send("GET", "/api/auth/redeem?code=" + code, null);
      client.send("POST", "/api/auth/redeem", "{\"code\":\"" + code + "\"");
      assertThat(client.redeem(USERNAME, code, "short").status()).isEqualTo(400);
      assertThat(client.redeem("nobody", code, chosen).status()).isEqualTo(401);
      assertThat(client.redeem(USERNAME, code, chosen).status()).isEqualTo(200);
      assertThat(client.redeem(USERNAME, code, chosen).status()).isEqualTo(401);
      return code;
    } finally {
      String update = "update account set password_hash = ? where username = ?";
      DEMO.sql().update(update, before, USERNAME);
    }
  }

  private static List<String> holders(Map<String, String> places, String text) {
    return places.entrySet().stream()
        .filter(place -> place.getValue().contains(text))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Map<String, String> places() throws SQLException, IOException {
    Map<String, String> places = new TreeMap<>();
    try (Connection connection = DEMO.sql().connect()) {
      for (String table : tables(connection)) {
        places.put("table " + table, contents(connection, table));
      }
    }
    Path home = DEMO.server().home();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(OneServerSecretsIT::isLog).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        places.put("log " + home.relativize(file), bytes);
      }
    }
    for (String path : List.of("/metrics", "/internal/cache-stats", "/api/health/detailed")) {
      Answer answer = client.send("GET", path, null);
      assertThat(answer.status()).as(path).isEqualTo(200);
      places.put("answer " + path, answer.text());
    }
    return places;
  }

  private static boolean isLog(Path file) {
    return Files.isRegularFile(file)
        && (file.toString().contains("/logs/") || file.endsWith("console.log"));
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet row = connection.getMetaData().getTables(null, "public", "%", null)) {
      while (row.next()) {
        if (row.getString("TABLE_TYPE").contains("TABLE")) {
          tables.add(row.getString("TABLE_NAME"));
        }
      }
    }
    return tables;
  }

  /** Returns all columns of all rows; bytes as the characters that they would be. */
  private static String contents(Connection connection, String table) throws SQLException {
    StringBuilder all = new StringBuilder();
    try (ResultSet row =
        connection.createStatement().executeQuery("select * from \"" + table + '"')) {
      while (row.next()) {
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          Object value = row.getObject(i);
          all.append(
                  value instanceof byte[] bytes
                      ? new String(bytes, StandardCharsets.ISO_8859_1)
                      : value)
              .append('\n');
        }
      }
    }
    return all.toString();
  }
}
