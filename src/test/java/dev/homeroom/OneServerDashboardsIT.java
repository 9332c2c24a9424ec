package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DashboardSql;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.ServerLogs;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dashboards as a caller sees them, each figure compared with SQL of the test's own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@OnDemoServer
class OneServerDashboardsIT {
  private static final ZoneId DEMOS_ZONE = ZoneId.of("Europe/Berlin");
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Members that may be null: no remark, the whole school, nowhere in particular, no earlier score,
   * no attendance taken yet today.
   */
  private static final Set<String> NULLABLE =
      Set.of("note", "class_id", "place", "fall", "rate_today", "room");

  /** Lists that the hour or the second child leaves empty: lessons have not begun, all is paid. */
  private static final Pattern MAY_BE_EMPTY =
      Pattern.compile("/attendance_missing/teachers|/children/children/[1-9]/widgets/.*");

  private static Client client;

  @BeforeAll
  static void find() {
    client = DEMO.client();
  }

  /** The third school's logins: no test before this one has made their dashboards warm. */
  @ParameterizedTest
  @Order(1)
  @ValueSource(strings = {"school.admin.3", "teacher.3", "staff.3", "student.3", "parent.3"})
  void dashboardAskedTwice_isAMissFromTheDatabase_thenAHitFromMemory(String username) {
    String token = client.login(username);
    Answer cold = client.get("/api/dashboards/me", token);
    assertThat(cold.status()).as(cold.text()).isEqualTo(200);
    assertThat(cold.json().path("source").asText()).isEqualTo("db");
    assertThat(cold.header("X-Cache-Status")).isEqualTo("MISS");
    assertThat(cold.header("Cache-Status")).isEqualTo("homeroom; fwd=miss; stored");
    Answer warm = client.get("/api/dashboards/me", token);
    assertThat(warm.status()).isEqualTo(200);
    assertThat(warm.json().path("source").asText()).isEqualTo("memory");
    assertThat(warm.json().path("stale").asBoolean(true)).isFalse();
    assertThat(warm.header("X-Cache-Status")).isEqualTo("HIT");
    assertThat(warm.header("Cache-Status")).matches("homeroom; hit; ttl=[0-9]{1,3}");
    assertThat(warm.header("Cache-Control")).isEqualTo("private, no-store");
    assertThat(warm.header("ETag")).matches("W/\"[^\"]+\"").isEqualTo(cold.header("ETag"));
    assertThat(widgets(warm)).isEqualTo(widgets(cold));
  }

  @Test
  void dashboardWithItsOwnEntityTag_is304WithoutABody_andWithAnother200() {
    String token = client.login("teacher");
    String tag = client.get("/api/dashboards/me", token).header("ETag");
    Answer same = client.get("/api/dashboards/me", token, "If-None-Match", tag);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.text()).isEmpty();
    assertThat(same.header("ETag")).isEqualTo(tag);
    Answer listed = client.get("/api/dashboards/me", token, "If-None-Match", "\"x\", " + tag);
    assertThat(listed.status()).isEqualTo(304);
    Answer other = client.get("/api/dashboards/me", token, "If-None-Match", "W/\"other\"");
    assertThat(other.status()).isEqualTo(200);
  }

  @Test
  void dashboardWantedAnew_isLoadedPastTheCache_atMostOnceInTenSeconds() {
    String token = client.login("teacher.2");
    long begun = System.nanoTime();
    Answer anew = client.get("/api/dashboards/me?refresh=true", token);
    assertThat(anew.status()).isEqualTo(200);
    long floor = 10_000;
    // Another test may have loaded a widget a moment ago: then it is not loaded anew yet.
    long age = anew.json().path("age_ms").asLong();
    assertThat(age).isLessThan(floor);
    Answer again = client.get("/api/dashboards/me?refresh=true", token);
    if (System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(floor - age)) {
      assertThat(again.header("X-Cache-Status")).as("loaded a moment ago").isEqualTo("HIT");
    }
    Problems.require(client.get("/api/dashboards/me?refresh=yes", token), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "super.admin",
        "school.admin",
        "school.admin.2",
        "teacher",
        "teacher.2",
        "teacher.3",
        "staff",
        "staff.3",
        "student",
        "student.2",
        "student.3",
        "parent",
        "parent.2"
      })
  void everyFigure_isWhatSqlSays(String username) throws Exception {
    String token = client.login(username);
    JsonNode expected = expected(username);
    for (int i = 0; i < 2; i++) {
      Answer answer = client.get("/api/dashboards/me", token);
      ObjectNode shown = (ObjectNode) widgets(answer);
      JsonNode platform = shown.remove("platform");
      // A minute old at most, and other tests log in meanwhile.
      JsonNode logins = shown.remove("logins_today");
      ((ObjectNode) expected).remove("logins_today");
      assertThat(DashboardSql.differences(expected, shown)).isEmpty();
      if (username.equals("super.admin") && i == 0) {
        assertThat(platform.path("database_available").asBoolean()).isTrue();
        assertThat(logins.path("logins").asLong())
            .isBetween(1L, expected(username).path("logins_today").path("logins").asLong());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"super.admin", "school.admin", "teacher", "staff", "student", "parent"})
  void demoLogins_haveNoEmptyFigure(String username) {
    Answer answer = client.get("/api/dashboards/me", client.login(username));
    assertThat(answer.json().path("data").path("dashboard").asText())
        .isEqualTo(dashboard(username));
    JsonNode subject = answer.json().path("data").path("subject");
    assertThat(subject.path("id").asText())
        .isEqualTo(
            username.equals("school.admin")
                ? subject.path("school_id").asText()
                : DEMO.idOf(username));
    List<String> empty = new ArrayList<>();
    JsonNode widgets = widgets(answer);
    widgets.findValues("schools").forEach(OneServerDashboardsIT::keepDemosSchools);
    widgets.findValues("grades").forEach(grades -> leaveOutThoseWithout("grade_level", grades));
    widgets.findValues("positions").forEach(all -> leaveOutThoseWithout("position", all));
    collectEmpty("", widgets, empty);
    // Today's attendance is taken in the course of the day, and there is none on a day off.
    String today = isSchoolDay(widgets) ? "/today/[0-9]+/mark" : "/today";
    empty.removeIf(place -> place.matches(".*/attendance(/data)?" + today));
    assertThat(empty).isEmpty();
  }

  /** Returns whether the lessons that a pupil's dashboard shows are those of today. */
  private static boolean isSchoolDay(JsonNode widgets) {
    JsonNode child = widgets.path("children").path("children").path(0).path("widgets");
    JsonNode lessons =
        widgets.has("today") ? widgets.path("today") : child.path("today").path("data");
    return lessons.path("date").asText().equals(LocalDate.now(DEMOS_ZONE).toString());
  }

  /** People without it are those whom other tests on this server make: {@code DemoTest} has it. */
  private static void leaveOutThoseWithout(String member, JsonNode groups) {
    Iterator<JsonNode> each = groups.elements();
    while (each.hasNext()) {
      if (each.next().path(member).isNull()) {
        each.remove();
      }
    }
  }

  /** Leaves out the schools that other tests on this server make, in which there is nothing. */
  private static void keepDemosSchools(JsonNode schools) {
    List<String> demos =
        DEMO.sql()
            .text(
                "select string_agg(p.school_id::text, ',') from account a"
                    + " join person p on p.id = a.person_id where a.username like 'school.admin%'")
            .lines()
            .flatMap(ids -> Stream.of(ids.split(",", -1)))
            .toList();
    Iterator<JsonNode> each = schools.elements();
    while (each.hasNext()) {
      String id = each.next().path("school_id").asText("");
      if (!id.isEmpty() && !demos.contains(id)) {
        each.remove();
      }
    }
  }

  /** A figure's list can be followed by whoever sees the figure. */
  @ParameterizedTest
  @ValueSource(strings = {"super.admin", "school.admin", "staff", "parent"})
  void links_answerTheCallerOfTheDashboard(String username) {
    String token = client.login(username);
    Set<String> paths = new TreeSet<>();
    for (JsonNode links : widgets(client.get("/api/dashboards/me", token)).findValues("links")) {
      links.forEach(path -> paths.add(path.asText()));
    }

    assertThat(paths).isNotEmpty();
    for (String path : paths) {
      assertThat(client.get(path, token).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void widgetThatCannotBeLoaded_hasAnErrorInItsPlace_andTheOthersAreThere() {
    String token = client.login("super.admin");
    String path = coldDashboard("max");
    ServerLogs log = ServerLogs.of(DEMO.server());
    DEMO.sql().update("alter table announcement rename to announcement_away");
    try {
      for (String status : List.of("MISS", "HIT")) {
        Answer answer = client.get(path, token, "If-None-Match", "*");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode widgets = answer.json().path("data").path("widgets");
        assertThat(widgets.path("notices").toString())
            .isEqualTo("{\"error\":{\"code\":\"INTERNAL\",\"title\":\"Internal error\"}}");
        widgets
            .properties()
            .forEach(
                widget ->
                    assertThat(widget.getValue().has("data"))
                        .as(widget.getKey())
                        .isEqualTo(!widget.getKey().equals("notices")));
        assertThat(widgets).hasSize(6);
        assertThat(answer.header("X-Cache-Status")).isEqualTo(status);
        assertThat(answer.header("Cache-Status"))
            .startsWith(status.equals("MISS") ? "homeroom; fwd=miss" : "homeroom; hit");
        assertThat(answer.header("ETag")).as("a tag").isEmpty();
      }
      assertThat(client.send("GET", "/metrics", null).text())
          .containsPattern(
              "dashboard_widgets_failed_total\\{code=\"INTERNAL\",dashboard=\"teacher\","
                  + "[^}]*widget=\"notices\",?} [2-9]");
      assertThat(log.since().split("The widget notices of a teacher's dashboard", -1))
          .as("one line in each of the two logs")
          .hasSize(3);
    } finally {
      DEMO.sql().update("alter table announcement_away rename to announcement");
    }
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    Answer whole = client.get(path, token);
    while (whole.header("ETag").isEmpty() && System.nanoTime() < end) {
      whole = client.get(path, token);
    }
    assertThat(whole.json().path("data").path("widgets").path("notices").has("data")).isTrue();
  }

  @Test
  void widgetThatTakesTooLong_hasAnErrorInItsPlace_andTheOthersAreThere() throws SQLException {
    String token = client.login("super.admin");
    String path = coldDashboard("min");
    try (Connection other = DEMO.sql().connect();
        var lock = other.createStatement()) {
      other.setAutoCommit(false);
      lock.execute("lock table announcement in access exclusive mode");

      Answer answer = client.get(path, token);

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      JsonNode widgets = answer.json().path("data").path("widgets");
      assertThat(widgets.path("notices").toString())
          .isEqualTo("{\"error\":{\"code\":\"OVERLOADED\",\"title\":\"Overloaded\"}}");
      assertThat(widgets.findValues("data")).hasSize(5);
      assertThat(answer.header("X-Cache-Status")).isEqualTo("MISS");
      other.rollback();
    }
  }

  /** Of a teacher without a login, whom no other test looks at. */
  private static String coldDashboard(String which) {
    return "/api/dashboards/teacher/"
        + DEMO.sql()
            .text(
                "select "
                    + which
                    + "(t.teacher_id) from class_teacher t where not exists"
                    + " (select 1 from account a where a.person_id = t.teacher_id)");
  }

  @Test
  void me_tellsWhoIsLoggedIn() {
    Answer answer = client.get("/api/auth/me", client.login("teacher"));
    assertThat(answer.status()).isEqualTo(200);
    JsonNode me = answer.json();
    String id = DEMO.idOf("teacher");
    assertThat(me.path("id").asText()).isEqualTo(id);
    assertThat(me.path("username").asText()).isEqualTo("teacher");
    assertThat(me.path("roles").toString()).isEqualTo("[\"TEACHER\"]");
    assertThat(me.path("permissions").toString()).contains("\"attendance:write\"");
    assertThat(me.path("name").asText())
        .isEqualTo(DEMO.sql().text("select name from person where id = ?", Long.valueOf(id)));
    assertThat(me.path("school_id").asText())
        .isEqualTo(DEMO.sql().text("select school_id from person where id = ?", Long.valueOf(id)));
    assertThat(me.path("last_login").asText()).endsWith("Z");
  }

  @Test
  void keys_arePublic_andLogoutEndsTheToken() {
    Answer keys = client.send("GET", "/api/auth/jwks", null);
    assertThat(keys.status()).isEqualTo(200);
    assertThat(keys.json().path("keys")).isNotEmpty();
    keys.json()
        .path("keys")
        .forEach(
            key -> {
              assertThat(key.path("kid").asText()).isNotEmpty();
              assertThat(key.has("d")).as("a private key").isFalse();
            });
    String token = client.login("student");
    String other = client.login("student");
    assertThat(client.post("/api/auth/logout", token, null).status()).isEqualTo(204);
    assertThat(client.get("/api/auth/me", token).status()).isEqualTo(401);
    assertThat(client.get("/api/auth/me", other).status()).isEqualTo(200);
  }

  private static JsonNode widgets(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode widgets = answer.json().path("data").path("widgets");
    Map<String, JsonNode> data = new LinkedHashMap<>();
    widgets.properties().forEach(each -> data.put(each.getKey(), each.getValue().path("data")));
    return JSON.valueToTree(data);
  }

  private static JsonNode expected(String username) throws SQLException {
    try (Connection connection = DEMO.sql().connect()) {
      return new DashboardSql(connection, "now()")
          .expected(dashboard(username), DEMO.idOf(username));
    }
  }

  /** Returns the dashboard that a demo login sees first: {@code school.admin.2} school_admin. */
  private static String dashboard(String username) {
    return username.replaceAll("\\.[0-9]$", "").replace('.', '_');
  }

  private static void collectEmpty(String path, JsonNode at, List<String> out) {
    if (MAY_BE_EMPTY.matcher(path).matches()) {
      return;
    }
    boolean empty = at.isContainerNode() ? at.isEmpty() : at.asText().isEmpty();
    if (at.isNull() ? !NULLABLE.contains(path.replaceAll(".*/", "")) : empty) {
      out.add(path);
    }
    at.properties().forEach(each -> collectEmpty(path + "/" + each.getKey(), each.getValue(), out));
    if (at.isArray()) {
      for (int i = 0; i < at.size(); i++) {
        collectEmpty(path + "/" + i, at.path(i), out);
      }
    }
  }
}
