package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import dev.homeroom.testkit.Promised;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inventory over HTTP, and what a running server writes of itself and of its logins. */
@OnDemoServer
class OneServerInventoryIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static Client client;

  @BeforeAll
  static void find() {
    client = DEMO.client();
  }

  private static String school(String username) {
    return DEMO.sql()
        .text("select school_id from person where id = cast(? as bigint)", DEMO.idOf(username));
  }

  private static String item(String school, String name) {
    return DEMO.sql()
        .text(
            "select id from inventory_item where school_id = cast(? as bigint) and name = ?",
            school,
            name);
  }

  /** Each refused cell stands beside an allowed one; what is absent is refused as what is not. */
  @ParameterizedTest
  @CsvSource({
    "super.admin, 200, 200, 404",
    "school.admin, 200, 403, 403",
    "staff, 200, 403, 403",
    "teacher, 200, 403, 403",
    "student, 403, 403, 403",
    "parent, 403, 403, 403"
  })
  void inventory_isSeenByThoseWhomTheTableNames(String username, int own, int other, int absent) {
    String token = client.login(username);
    String mine = school("staff");
    String theirs = school("staff.2");
    for (String list : new String[] {"/api/inventory", "/api/inventory/categories"}) {
      requireStatus(client.get(list + "?school=" + mine, token), own);
      requireStatus(client.get(list + "?school=" + theirs, token), other);
      requireStatus(client.get(list + "?school=987654321", token), absent);
    }
    requireStatus(client.get("/api/inventory/" + item(mine, "Atlases"), token), own);
    requireStatus(client.get("/api/inventory/" + item(theirs, "Atlases"), token), other);
    requireStatus(client.get("/api/inventory/987654321", token), absent);
    requireStatus(client.get("/api/inventory/x%3Ay", token), absent);
  }

  private static void requireStatus(Answer answer, int status) {
    if (status == 200) {
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    } else {
      Problems.require(answer, status);
    }
  }

  @Test
  void items_arePagedAndFiltered_asSqlSays() {
    String token = client.login("staff");
    String school = school("staff");
    Answer all = client.get("/api/inventory?size=5&page=1", token);
    assertThat(all.json().path("data")).hasSize(5);
    assertThat(all.json().path("page").path("total").asLong())
        .isEqualTo(
            DEMO.sql()
                .number(
                    "select count(*) from inventory_item"
                        + " where school_id = cast(? as bigint) and active",
                    school));
    Answer low = client.get("/api/inventory?low=true&size=200", token);
    assertThat(low.json().path("data"))
        .hasSize(
            (int)
                DEMO.sql()
                    .number(
                        "select count(*) from inventory_item where active"
                            + " and school_id = cast(? as bigint) and quantity <= reorder_level",
                        school))
        .isNotEmpty()
        .allMatch(item -> item.path("low").asBoolean());
    assertThat(client.get("/api/inventory?low=true&size=200", token).header("X-Cache-Status"))
        .isEqualTo("HIT");
    assertThat(client.get("/api/inventory/categories", token).json().path("data")).hasSize(6);
  }

  @Test
  void item_hasItsVersionAsEntityTag_andIs304WithIt() {
    String token = client.login("staff");
    String path = "/api/inventory/" + item(school("staff"), "Atlases");
    Answer read = client.get(path, token);
    JsonNode data = read.json().path("data");
    assertThat(data.path("name").asText()).isEqualTo("Atlases");
    assertThat(data.path("category").asText()).isEqualTo("Books");
    assertThat(read.header("ETag")).isEqualTo("\"v" + data.path("version").asInt() + "\"");
    assertThat(read.header("Cache-Control")).isEqualTo("private, no-store, no-transform");
    Answer same = client.get(path, token, "If-None-Match", read.header("ETag"));
    assertThat(same.status()).isEqualTo(304);
    assertThat(client.get(path, token).header("X-Cache-Status")).isEqualTo("HIT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "low=maybe",
        "category=x",
        "sort=id",
        "size=201",
        "page=-1",
        "q=%00",
        "colour=red"
      })
  void parameterThatBreaksARule_isA400ThatNamesIt(String parameter) {
    Answer answer = client.get("/api/inventory?" + parameter, client.login("staff"));

    JsonNode problem = Problems.require(answer, 400);
    if (!parameter.endsWith("%00")) {
      assertThat(problem.path("errors").path(0).path("field").asText())
          .isEqualTo(parameter.split("=", 2)[0]);
    }
  }

  @Test
  void superAdministrator_namesTheSchool() {
    Problems.requireField(
        client.get("/api/inventory", client.login("super.admin")), "school", "required");
  }

  @Test
  void logins_areWrittenByTheServer_andItsRowSaysThatItRuns() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    String right = "role_name = 'TEACHER' and not failed";
    String wrong = "role_name = '' and failed";
    long rightBefore = counted(today, right);
    long wrongBefore = counted(today, wrong);

    client.login("teacher");
    assertThat(client.tryLogin("teacher", "not the password at all").status()).isEqualTo(401);

    await(() -> counted(today, right) > rightBefore && counted(today, wrong) > wrongBefore);
    assertThat(
            DEMO.sql()
                .number(
                    "select count(*) from instance"
                        + " where seen_at > current_timestamp - interval '30 seconds'"))
        .isEqualTo(1);
  }

  private static long counted(LocalDate from, String condition) {
    return DEMO.sql()
        .number(
            "select coalesce(sum(logins), 0) from login_count where on_date >= ? and " + condition,
            from);
  }

  private static void await(BooleanSupplier done) {
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }
}
