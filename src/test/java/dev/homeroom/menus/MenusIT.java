package dev.homeroom.menus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import java.io.File;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The example of docs/extend.md, called over HTTP in the WAR as it ships. */
@ExtendWith(ArquillianExtension.class)
@ResourceLock("the server of Arquillian")
class MenusIT {
  private static final String SOUP = "{\"main\":\"Goulash\",\"vegetarian\":\"Lentil soup\"}";
  private static final String PASTA = "{\"main\":\"Lasagne\",\"vegetarian\":\"Gnocchi\"}";
  private static final String ADDRESS = "http://127.0.0.1:" + System.getProperty("it.http.port");

  private final Client client = new Client(path -> URI.create(ADDRESS + path));
  private String student;
  private String staff;
  private String schoolId;

  @Deployment(testable = false)
  static WebArchive war() {
    return ShrinkWrap.create(ZipImporter.class, "homeroom-menus.war")
        .importFrom(new File("target/homeroom.war"))
        .as(WebArchive.class)
        .addClasses(Menu.class, MenuAccess.class, MenuRepository.class)
        .addClasses(MenuFigures.class, MenuService.class, MenusResource.class, MenuTable.class)
        .addAsResource(MenuTable.SCRIPT.substring(1));
  }

  @BeforeEach
  void login() {
    student = client.login("student");
    staff = client.login("staff");
    schoolId = client.get("/api/auth/me", student).json().path("school_id").asText();
    assertThat(schoolId).isNotEmpty();
  }

  private String path(String day) {
    return "/api/menus/" + schoolId + "/" + day;
  }

  @Test
  void get_isAMiss_thenAHit_thenNotModified() {
    assertThat(client.put(path("MONDAY"), staff, SOUP).status()).isEqualTo(204);

    Answer first = client.get(path("MONDAY"), student);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("X-Cache-Status")).isEqualTo("MISS");
    assertThat(first.json().path("source").asText()).isEqualTo("db");
    assertThat(first.json().path("data").toString()).isEqualTo(SOUP);

    Answer second = client.get(path("MONDAY"), student);
    assertThat(second.header("X-Cache-Status")).isEqualTo("HIT");
    assertThat(second.json().path("source").asText()).isEqualTo("memory");
    assertThat(second.json().path("data").toString()).isEqualTo(SOUP);

    String tag = second.header("ETag");
    assertThat(client.get(path("MONDAY"), student, "If-None-Match", tag).status()).isEqualTo(304);
  }

  @Test
  void put_isSeenByTheNextGet() {
    assertThat(client.get(path("TUESDAY"), student).status()).isEqualTo(404);
    for (String menu : new String[] {SOUP, PASTA, SOUP}) {
      assertThat(client.put(path("TUESDAY"), staff, menu).status()).isEqualTo(204);
      assertThat(client.get(path("TUESDAY"), student).json().path("data").toString())
          .isEqualTo(menu);
    }
  }

  @Test
  void put_thatIsRefused_changesNothing() {
    assertThat(client.put(path("FRIDAY"), staff, SOUP).status()).isEqualTo(204);
    client.get(path("FRIDAY"), student);

    assertThat(client.put(path("FRIDAY"), student, PASTA).status()).isEqualTo(403);
    Answer blank = client.put(path("FRIDAY"), staff, "{\"main\":\" \",\"vegetarian\":\"Gnocchi\"}");
    assertThat(blank.status()).isEqualTo(400);
    assertThat(blank.json().path("errors").path(0).path("field").asText()).isEqualTo("main");

    Answer still = client.get(path("FRIDAY"), student);
    assertThat(still.header("X-Cache-Status")).isEqualTo("HIT");
    assertThat(still.json().path("data").toString()).isEqualTo(SOUP);
  }

  @Test
  void anotherSchool_isRefused_whetherOrNotItExists() {
    assertThat(client.put(path("THURSDAY"), staff, SOUP).status()).isEqualTo(204);
    String stranger = client.login("teacher.2");
    String strangersStaff = client.login("staff.2");

    assertThat(client.get(path("THURSDAY"), stranger).status()).isEqualTo(403);
    assertThat(client.get("/api/menus/999999/THURSDAY", stranger).status()).isEqualTo(403);
    assertThat(client.put(path("THURSDAY"), strangersStaff, PASTA).status()).isEqualTo(403);
    assertThat(client.get(path("THURSDAY"), student).json().path("data").toString())
        .isEqualTo(SOUP);
    assertThat(client.send("GET", path("THURSDAY"), null).status()).isEqualTo(401);
  }

  @Test
  void superAdministrator_seesEverySchool_andLearnsWhatIsNotThere() {
    String superAdmin = client.login("super.admin");
    assertThat(client.put(path("SUNDAY"), superAdmin, SOUP).status()).isEqualTo(204);
    assertThat(client.get(path("SUNDAY"), superAdmin).status()).isEqualTo(200);
    assertThat(client.get("/api/menus/999999/SUNDAY", superAdmin).status()).isEqualTo(404);
    assertThat(client.put("/api/menus/999999/SUNDAY", superAdmin, SOUP).status()).isEqualTo(404);
    assertThat(client.get(path("NODAY"), superAdmin).status()).isEqualTo(404);
  }
}
