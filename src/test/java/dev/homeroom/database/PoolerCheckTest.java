package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.testkit.Databases;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a start finds out about the sessions of a real PostgreSQL. */
class PoolerCheckTest {
  /** As pgbouncer leaves it that ignores the property: what the role and the server say. */
  private static final String DROPPED = "";

  private static final String CACHE_OPTIONS = "-c lock_timeout=1500ms -c statement_timeout=1800ms";
  private static final String HOMEROOM_OPTIONS =
      "-c lock_timeout=2s -c idle_in_transaction_session_timeout=5s";

  private final Databases.Address address = Databases.postgres();
  private final List<HikariDataSource> pools = new ArrayList<>();

  @AfterEach
  void close() {
    pools.forEach(HikariDataSource::close);
  }

  private HikariDataSource pool(Databases.Address at, String options) {
    HikariDataSource pool = at.pool(4, options);
    pools.add(pool);
    return pool;
  }

  @Test
  void check_limitsAsAskedFor_startsQuietly() {
    assertThatCode(
            () -> PoolerCheck.check(pool(address, HOMEROOM_OPTIONS), pool(address, CACHE_OPTIONS)))
        .doesNotThrowAnyException();
  }

  @Test
  void check_optionsDropped_namesEachLimit_andTheStatementsThatGiveThemToTheRole() {
    assertThatThrownBy(() -> PoolerCheck.check(pool(address, DROPPED), pool(address, DROPPED)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(
            "idle_in_transaction_session_timeout of jdbc/homeroom is 0 (none), 1ms to 5000ms;",
            "lock_timeout of jdbc/homeroom is 0 (none), 1ms to 2000ms;",
            "lock_timeout of jdbc/cache is 0 (none), 1ms to 1500ms;",
            "statement_timeout of jdbc/cache is 0 (none), 1ms to 1800ms",
            "DB_URL",
            "connect directly",
            "ALTER ROLE postgres SET idle_in_transaction_session_timeout = '5000ms';",
            "ALTER ROLE postgres SET lock_timeout = '1500ms';",
            "ALTER ROLE postgres SET statement_timeout = '1800ms';")
        .hasMessageNotContaining("\n");
  }

  @Test
  void check_optionsDropped_andTheStatementsOfTheLineRun_starts() throws SQLException {
    String role = "r" + System.nanoTime();
    execute("create role " + role + " login superuser");
    Databases.Address asRole = new Databases.Address(address.url(), role, "unused");
    String line =
        catchThrowable(() -> PoolerCheck.check(pool(asRole, DROPPED), pool(asRole, DROPPED)))
            .getMessage();
    String statements = line.substring(line.indexOf("ALTER ROLE"), line.lastIndexOf(';') + 1);
    for (String statement : statements.split(";", -1)) {
      if (!statement.isBlank()) {
        execute(statement);
      }
    }

    assertThatCode(() -> PoolerCheck.check(pool(asRole, DROPPED), pool(asRole, DROPPED)))
        .doesNotThrowAnyException();
  }

  @Test
  void check_aLongerLimit_isRefused_andAShorterOneDoes() {
    String longer = CACHE_OPTIONS.replace("1800ms", "1801ms");
    assertThatThrownBy(
            () -> PoolerCheck.check(pool(address, HOMEROOM_OPTIONS), pool(address, longer)))
        .hasMessageContaining(
            "(statement_timeout of jdbc/cache is 1801ms, 1ms to 1800ms is needed)")
        .hasMessageNotContaining("idle_in");
    String shorter = CACHE_OPTIONS.replace("1800ms", "100ms");
    assertThatCode(() -> PoolerCheck.check(pool(address, HOMEROOM_OPTIONS), pool(address, shorter)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"1,false", "2,false", "4,false", "4,true"})
  void check_poolerOfTransactions_isRefused_alsoWithAllLimits(int sessions, boolean roundRobin)
      throws SQLException {
    try (TransactionPooler pooler =
        new TransactionPooler(
            pool(address, HOMEROOM_OPTIONS + " " + CACHE_OPTIONS), sessions, roundRobin)) {
      assertThatThrownBy(() -> PoolerCheck.check(pooler.dataSource(), pooler.dataSource()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("pool_mode=transaction", "connect directly", "pool_mode=session")
          .hasMessageNotContaining("\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FATAL: unsupported startup parameter: options,refuses the property",
    "FATAL: unsupported startup parameter in options: lock_timeout,refuses the property",
    "FATAL: transaction blocks not allowed in statement pooling mode,changes the session"
  })
  void check_whatPgbouncerRefuses_saysWhatToDo(String said, String meant) {
    DataSource refusing =
        (DataSource)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                  throw new SQLException(said, "08P01");
                });

    assertThatThrownBy(() -> PoolerCheck.check(refusing, refusing))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(meant, "connect directly", "pool_mode=session");
  }

  @Test
  void check_databaseAway_isNoMatterOfAPooler() {
    Databases.Address away =
        new Databases.Address("jdbc:postgresql://127.0.0.1:1/none", "postgres", "unused");
    HikariDataSource impatient = pool(away, DROPPED);
    impatient.setConnectionTimeout(1_000);
    assertThatThrownBy(() -> PoolerCheck.check(impatient, impatient))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void check_h2_passes() {
    HikariDataSource h2 = pool(Databases.h2(), DROPPED);
    assertThatCode(() -> PoolerCheck.check(h2, h2)).doesNotThrowAnyException();
  }

  /** What is looked for is what {@code server.xml} asks for: neither changes alone. */
  @Test
  void limits_areThoseOfTheDataSources() throws Exception {
    List<String> lines = Files.readAllLines(Path.of("src/main/liberty/config/server.xml"));
    assertThat(
            lines.stream()
                .filter(line -> line.contains("options=\"") && !line.contains("lock_timeout=60s"))
                .map(String::strip))
        .containsExactly(
            "options=\"" + HOMEROOM_OPTIONS + '"',
            "options=\"" + CACHE_OPTIONS + '"',
            "options=\"" + HOMEROOM_OPTIONS + '"',
            "options=\"" + CACHE_OPTIONS + '"');
    for (SessionLimits limits : List.of(SessionLimits.HOMEROOM, SessionLimits.CACHE)) {
      String options = limits.equals(SessionLimits.CACHE) ? CACHE_OPTIONS : HOMEROOM_OPTIONS;
      try (Connection asked = pool(address, options).getConnection()) {
        assertThat(limits.missing(asked)).isEmpty();
      }
      assertThat(limits.longest()).hasSize((int) Stream.of(options.split(" ")).count() / 2);
    }
    assertThat(SessionLimits.CACHE.longest().values())
        .as("before the socket's 2 s: a lock must not look like a lost connection")
        .allMatch(limit -> limit.toMillis() < 2_000);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = pool(address, DROPPED).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
