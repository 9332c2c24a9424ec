package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeroom.cache.entry.StoredEntry;
import dev.homeroom.cache.entry.StoredForm;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DashboardSql;
import dev.homeroom.testkit.Problems;
import dev.homeroom.testkit.TwoServersOnRedis;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rights and figures on two servers that share a Redis, which decides nothing. */
@Tag("quiet")
// Isolated classes run last, one after another: it changes rows that the others read.
@Isolated
@Order(4)
@ResourceLock(TwoServersOnRedis.NAME)
class TwoServersRightsIT {
  private static final Duration PROMISED = Duration.ofSeconds(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension static final TwoServersOnRedis at = new TwoServersOnRedis();

  @BeforeEach
  void awaitRedis() {
    at.awaitInUse(Duration.ofSeconds(15));
  }

  @TestFactory
  Stream<DynamicTest> rightsLoweredThroughOne_areRefusedByBothWithinASecond() {
    return new LoweredRights(at.one(), at.two(), at.sql(), PROMISED).cases();
  }

  @Test
  void superAdminPlantedInRedis_isShownAndDecidesNothing_andAGenuineOneDoes() throws Exception {
    LoweredRights world = new LoweredRights(at.one(), at.two(), at.sql(), PROMISED);
    LoweredRights.Person subject = world.person("low.planted", "STAFF");
    String superAdmin = at.one().login("super.admin");
    String path = "/api/users/" + subject.id();
    String user = "s" + world.school() + ":user:" + subject.id();
    for (Client client : List.of(at.two(), at.one())) {
      assertThat(client.get(path, superAdmin).status()).isEqualTo(200);
      assertThat(client.get("/api/roles/STAFF", superAdmin).status()).isEqualTo(200);
      assertThat(client.get("/api/dashboards/me", subject.token()).status()).isEqualTo(200);
      // Before anything is planted: what comes late would replace it.
      at.awaitKeys(at.redis(), "homeroom:" + user, 1);
      at.awaitKeys(at.redis(), "homeroom:d:role:STAFF", 1);
    }
    plant(user, user, "roles", "[\"SUPER_ADMIN\"]");
    plant(user, "d:user:" + subject.id(), "roles", "[\"SUPER_ADMIN\"]");
    plant(user, "d:access:" + subject.id(), "roles", "[\"SUPER_ADMIN\"]");
    plant("d:role:STAFF", "d:role:STAFF", "permissions", "[\"roles:read\",\"users:write\"]");

    // The other server keeps no copies: it shows what stands in Redis, so the entries are sound.
    assertThat(at.two().get(path, superAdmin).text()).contains("SUPER_ADMIN");
    assertThat(at.two().get("/api/roles/STAFF", superAdmin).text()).contains("roles:read");
    for (Client client : List.of(at.one(), at.two())) {
      for (String token : List.of(subject.token(), client.login("low.planted"))) {
        Problems.require(client.get("/api/dashboards/super-admin", token), 403);
        Problems.require(client.get("/api/users", token), 403);
        Problems.require(client.get("/api/roles", token), 403);
        Problems.require(client.post("/api/users", token, input(world.school())), 403);
        assertThat(client.get("/api/auth/me", token).json().path("roles").toString())
            .isEqualTo("[\"STAFF\"]");
      }
    }

    Answer given =
        at.one().put(path + "/roles", superAdmin, "{\"roles\":[\"STAFF\",\"SUPER_ADMIN\"]}");
    assertThat(given.status()).as(given.text()).isEqualTo(200);
    for (Client client : List.of(at.one(), at.two())) {
      at.await(
          () -> client.get("/api/dashboards/super-admin", subject.token()).status() == 200,
          PROMISED);
      assertThat(client.get(path, superAdmin).json().path("data").path("roles")).hasSize(2);
    }
    at.redis().command("DEL", "homeroom:d:role:STAFF");
    assertThat(at.one().put(path + "/roles", superAdmin, "{\"roles\":[\"STAFF\"]}").status())
        .isEqualTo(200);
    at.await(
        () -> at.two().get("/api/dashboards/super-admin", subject.token()).status() == 401,
        PROMISED);
  }

  private static String input(String school) {
    return "{\"name\":\"N\",\"roles\":[\"STAFF\"],\"school_id\":\"" + school + "\"}";
  }

  /** Writes an entry as another program could: a genuine one's, with one member changed. */
  private static void plant(String genuine, String key, String member, String json)
      throws Exception {
    String text = at.redis().command("GET", "homeroom:" + genuine).text();
    StoredEntry entry = StoredForm.read(text.getBytes(StandardCharsets.UTF_8));
    ObjectNode data = (ObjectNode) JSON.readTree(entry.payload());
    data.set(member, JSON.readTree(json));
    byte[] planted =
        StoredForm.write(
            new StoredEntry(
                entry.installation(),
                entry.shape(),
                key,
                entry.generations(),
                entry.loadedMillis(),
                entry.freshUntilMillis(),
                entry.staleUntilMillis(),
                JSON.writeValueAsBytes(data)));
    at.redis().command("SET", "homeroom:" + key, new String(planted, StandardCharsets.UTF_8));
  }

  /** What one server wrote into Redis, as the other answers it. */
  @ParameterizedTest
  @ValueSource(strings = {"super.admin", "school.admin", "teacher", "staff", "student", "parent"})
  void everyFigureFoundInRedis_isWhatSqlSays(String username) throws Exception {
    String path = "/api/dashboards/me";
    String token = at.one().login(username);
    at.await(() -> isHit(at.one().get(path, token)), Duration.ofSeconds(5));
    at.await(() -> at.source(at.two().get(path, token)).equals("redis"), Duration.ofSeconds(5));
    Answer found = at.two().get(path, token);
    ObjectNode shown = JSON.createObjectNode();
    JsonNode widgets = found.json().path("data").path("widgets");
    widgets
        .properties()
        .forEach(
            each -> {
              assertThat(each.getValue().path("source").asText()).isEqualTo("redis");
              shown.set(each.getKey(), each.getValue().path("data"));
            });
    // No row tells how the platform is; logins are counted, and shown at most a minute old.
    shown.remove(List.of("platform", "logins_today"));
    String id = at.sql().text("select person_id from account where username = ?", username);
    try (Connection connection = at.sql().connect()) {
      JsonNode expected =
          new DashboardSql(connection, "now()").expected(username.replace('.', '_'), id);
      ((ObjectNode) expected).remove("logins_today");
      assertThat(DashboardSql.differences(expected, shown)).isEmpty();
    }
    assertThat(shown.size()).isGreaterThan(2);
  }

  private static boolean isHit(Answer answer) {
    return answer.header("X-Cache-Status").equals("HIT");
  }
}
