package dev.homeroom.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.BrowserContext;
import dev.homeroom.demo.DemoDatabase;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.LibertyServer;
import dev.homeroom.testkit.RedisServer;
import dev.homeroom.testkit.Sql;
import java.util.Base64;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Homeroom with the demo, a Redis and a browser: started for the first test class, shared by
 * all, which lock {@link #NAME}.
 */
public final class PagesServer implements BeforeAllCallback {
  /** The resource that each test class locks. */
  public static final String NAME = "the pages' server";

  private static final int PORT = 9580;

  private Running running;

  private static final class Running implements AutoCloseable {
    private final RedisServer redis = RedisServer.started();
    private final Databases.Address database = DemoDatabase.postgres();
    private final LibertyServer server =
        new LibertyServer("pages", PORT)
            .set("HOMEROOM_DEMO", "on")
            .set("HOMEROOM_ENVIRONMENT", "development")
            .set("METRICS_AUTHENTICATION", "false")
            .set("REDIS_URL", redis.url())
            .on(database)
            .start();
    private final Chromium chromium = new Chromium();

    @Override
    public void close() {
      chromium.close();
      server.close();
      redis.kill();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .computeIfAbsent(PagesServer.class, ignored -> new Running(), Running.class);
  }

  /** Opens the page as somebody new, in a window of 1,280 pixels, by day, in English. */
  public Visitor visitor() {
    return visitor(Look.DESK);
  }

  /** Opens the page as somebody new. */
  public Visitor visitor(Look look) {
    return nobody(running.chromium.open(look)).come();
  }

  /** Opens the page for somebody into whose page a test may put scripts: the policy is off. */
  public Visitor withoutPolicy(Look look) {
    return nobody(running.chromium.openWithoutPolicy(look)).come();
  }

  /** Opens a browser that has not gone anywhere. */
  public Visitor nobody() {
    return nobody(running.chromium.open(Look.DESK));
  }

  private Visitor nobody(BrowserContext context) {
    return new Visitor(context, address());
  }

  /** Returns the page's address, without a slash at its end. */
  public String address() {
    return "http://127.0.0.1:" + PORT;
  }

  /** Returns a client of the API. */
  public Client client() {
    return new Client(running.server);
  }

  /** Logs in as a program; again if the server is busy, as it says beside other work. */
  public String login(String username) {
    for (int tries = 0; tries < 10; tries++) {
      Client.Answer answer = client().tryLogin(username, Client.DEMO_PASSWORD);
      if (answer.status() == 200) {
        return answer.json().path("access_token").asText();
      }
    }
    throw new IllegalStateException(username + " cannot log in");
  }

  /** Returns the Redis that the server uses. */
  public RedisServer redis() {
    return running.redis;
  }

  /** Returns the database, to be asked what is true. */
  public Sql sql() {
    return new Sql(running.database);
  }

  /** Returns the page's address of a register that this teacher has taken, the last one. */
  public String takenRegisterOf(String teacher) {
    return sql()
        .text(
            "select '#/attendance/' || s.class_id || '/' || s.on_date from attendance_sheet s"
                + " join class_teacher t on t.class_id = s.class_id"
                + " join account a on a.person_id = t.teacher_id and a.username = ?"
                + " order by s.on_date desc, s.class_id limit 1",
            teacher);
  }

  /** Makes all access tokens of now invalid, as if they had expired; refresh tokens stay. */
  public void endAccessTokens() {
    Client client = client();
    String token = login("super.admin");
    String header = new String(Base64.getUrlDecoder().decode(token.split("\\.", 2)[0]), UTF_8);
    String key = header.replaceFirst(".*\"kid\":\"([^\"]+)\".*", "$1");
    Client.Answer answer =
        client.post("/api/auth/keys/rotate", token, "{\"withdraw\":\"" + key + "\"}");
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.text());
    }
  }

  /** Ends all sessions of a person: refresh tokens too. */
  public void endSessionsOf(String username) {
    Client client = client();
    String id = sql().text("select person_id from account where username = ?", username);
    String body = "{\"scope\":\"user\",\"id\":\"" + id + "\"}";
    Client.Answer answer =
        client.post("/api/auth/cutoffs", login("super.admin"), body);
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException(answer.text());
    }
  }
}
