package dev.homeroom.testkit;

import dev.homeroom.demo.DemoDatabase;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Homeroom with the demo, on a PostgreSQL database of its own, under the profile {@code
 * mariadb} on MariaDB: started for the first test class that asks for it, shared by all others,
 * stopped after the last. They are {@link OnDemoServer}: one class at a time.
 */
public final class DemoServer implements BeforeAllCallback {
  /** Where it listens. */
  public static final int PORT = 9193;

  private Running running;

  private static final class Running implements AutoCloseable {
    private final Databases.Address database = DemoDatabase.ofThisBuild();
    private final LibertyServer server =
        new LibertyServer("one-server", PORT)
            .set("HOMEROOM_DEMO", "on")
            .set("HOMEROOM_ENVIRONMENT", "development")
            .set("METRICS_AUTHENTICATION", "false")
            .set("TRUSTED_PROXIES", "127.0.0.1")
            .on(database)
            .start();

    @Override
    public void close() {
      server.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .computeIfAbsent(DemoServer.class, ignored -> new Running(), Running.class);
  }

  /**
   * Returns the header by which a request comes from an address of its own: its failed logins count
   * for no other test. The server trusts 127.0.0.1 as a proxy, and no other address.
   */
  public static String[] from(String address) {
    return new String[] {"Forwarded", "for=" + address};
  }

  /** Returns a client of it. */
  public Client client() {
    return new Client(running.server);
  }

  /** Returns the server. */
  public LibertyServer server() {
    return running.server;
  }

  /** Returns where its database is. */
  public Databases.Address database() {
    return running.database;
  }

  /** Returns its database, to be asked what is true. */
  public Sql sql() {
    return new Sql(running.database);
  }

  /** Returns the id of the person who logs in with this name. */
  public String idOf(String username) {
    return sql().text("select person_id from account where username = ?", username);
  }
}
