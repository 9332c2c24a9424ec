package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every setting of {@code docs/settings.md} that has a range is refused outside of it. */
class SettingsRangesTest {
  /** What the server runs at its start with each room's settings. */
  private static final List<String> CHECKS =
      List.of(
          "operations.ServerSettings#check",
          "operations.OrderlyStop#delay",
          "http.TrustedProxies#of",
          "database.DatabaseSettings#of",
          "database.TagRetention#from",
          "operations.MonitoringConfig#of",
          "auth.AuthSettings#read",
          "auth.InviteConfig#from",
          "auth.LoginLimits#of",
          "cache.commands.CommandSettings#from",
          "cache.commands.CriticalSettings#from",
          "cache.spi.CacheSettings#from",
          "cache.memory.MemorySettings#from",
          "cache.failover.FailoverLimits#from",
          "cache.redis.RedisSettings#from",
          "demo.DemoStart#wanted",
          "demo.DemoStart#password");

  /** Not checked by a value: the start tries the directory, and names it if that fails. */
  private static final Set<String> TRIED = Set.of("HOMEROOM_DATA");

  /** Checked by {@code DebugLog}, a flag like any other; {@code SettingsTest} has flags. */
  private static final Set<String> FLAGS = Set.of("DEBUG");

  private static final Set<String> SECRETS =
      Set.of(
          "HOMEROOM_KEY_SECRET",
          "HOMEROOM_MONITORING_TOKEN",
          "HOMEROOM_DEMO_PASSWORD",
          "LTPA_PASSWORD",
          "KEYSTORE_PASSWORD");

  private static final Set<String> PARTS = Set.of("DB_HOST", "DB_PORT", "DB_NAME");

  private static final String TABLE =
      """
      HTTP_HOST                  | 203.0.113.7         | 127.0.0.1
      HTTP_HOST                  | no.such.host.invalid| *
      HTTP_PORT                  | 0                   | 1
      HTTP_PORT                  | 65536               | 65535
      HTTP_PORT                  | eighty              | 9080
      HTTPS_PORT                 | 0                   | -1
      HTTPS_PORT                 | -2                  | 9443
      HTTP_MAX_CONNECTIONS       | 49                  | 50
      HTTP_MAX_CONNECTIONS       | 100001              | 100000
      HTTP_MAX_THREADS           | 31                  | 32
      HTTP_MAX_THREADS           | 2001                | 2000
      TRUSTED_PROXIES            | proxy.example.org   | 192.0.2.1
      TRUSTED_PROXIES            | 10.0.0.0/33         | 10.0.0.0/32
      TRUSTED_PROXIES            | 10.0.0.0/7          | 10.0.0.0/8,192.0.2.1
      TRUSTED_PROXIES            | ::/0                | fc00::/7 2001:db8::1
      TRUSTED_PROXIES            | 192.0.2.256         | 192.0.2.255
      HOMEROOM_ENVIRONMENT       | test                | development
      HOMEROOM_DEMO              | small               | large
      HOMEROOM_DEMO_PASSWORD     | fourteen-chars      | fifteen-letters
      DB_URL                     | jdbc:mysql://h/d    | jdbc:postgresql://h/d
      DB_URL                     | jdbc:mysql://h/d    | jdbc:mariadb://h/d
      DB_KIND                    | mysql               | mariadb
      DB_KIND                    | oracle              | h2
      DB_HOST                    | db/other            | db.example.org
      DB_HOST                    | a host              | [::1]
      DB_HOST                    | db?user=eve         | 192.0.2.1
      DB_HOST                    | db:5432             | db
      DB_PORT                    | 0                   | 1
      DB_PORT                    | 65536               | 65535
      DB_NAME                    | a b                 | home-room_1.x
      DB_NAME                    | d&user=eve          | d
      DB_NAME                    | d?user=eve          | D
      DB_NAME                    | ../d                | ..d
      DB_TLS                     | prefer              | verify-ca
      DB_TLS                     | yes                 | disable
      DB_POOL_SIZE               | 0                   | 1
      DB_POOL_SIZE               | 1001                | 1000
      HOMEROOM_STOP_DELAY        | 61s                 | 0s
      HOMEROOM_STOP_DELAY        | 2                   | 60s
      HOMEROOM_DATABASE_AWAY     | allow               | deny
      HOMEROOM_KEY_SECRET        | fifteen-letters     | sixteen-letters-
      HOMEROOM_TOKEN_LIFETIME    | 59s                 | 1m
      HOMEROOM_TOKEN_LIFETIME    | 25h                 | 24h
      HOMEROOM_TOKEN_LIFETIME    | 900                 | 900s
      HOMEROOM_REFRESH_LIFETIME  | 14m                 | 15m
      HOMEROOM_REFRESH_LIFETIME  | 91d                 | 90d
      HOMEROOM_SESSION_LIFETIME  | 14m                 | 15m
      HOMEROOM_SESSION_LIFETIME  | 366d                | 365d
      HOMEROOM_INVITE_LIFETIME   | 59m                 | 1h
      HOMEROOM_INVITE_LIFETIME   | 31d                 | 30d
      HOMEROOM_LOGIN_ADDRESS_FAILURES | 9              | 10
      HOMEROOM_LOGIN_ADDRESS_FAILURES | 10001          | 10000
      HOMEROOM_LOGIN_LONGEST_WAIT | 59s                | 1m
      HOMEROOM_LOGIN_LONGEST_WAIT | 25h                | 24h
      HOMEROOM_MONITORING        | closed              | role
      HOMEROOM_MONITORING_TOKEN  | fifteen-letters     | sixteen-letters-
      METRICS_AUTHENTICATION     | maybe               | false
      CACHE_PREFIX               | no-colon            | a:
      CACHE_ENVIRONMENT          | a b                 | test
      CACHE_MEMORY_ENTRIES       | 99                  | 100
      CACHE_MEMORY_ENTRIES       | 10000001            | 10000000
      CACHE_MEMORY_BYTES         | 999999              | 1MB
      CACHE_MEMORY_BYTES         | 101GB               | 100GB
      CACHE_MEMORY_BYTES         | 100M                | 96MiB
      CACHE_MEMORY_POLICY        | random              | LFU
      CACHE_MEMORY_POLICY        | lru2                | none
      CACHE_CLEANUP_INTERVAL     | 999ms               | 1s
      CACHE_CLEANUP_INTERVAL     | 61m                 | 1h
      CACHE_CLEANUP_INTERVAL     | 60                  | 60s
      CACHE_ENABLE_METRICS       | perhaps             | off
      CACHE_LOAD_THREADS         | 0                   | 1
      CACHE_LOAD_THREADS         | 101                 | 100
      CACHE_LOAD_QUEUE           | 0                   | 1
      CACHE_LOAD_QUEUE           | 100001              | 100000
      CACHE_LOAD_CALLERS         | 0                   | 1
      CACHE_LOAD_CALLERS         | 1001                | 1000
      CACHE_LOAD_SOFT_TIMEOUT    | 9ms                 | 10ms
      CACHE_LOAD_SOFT_TIMEOUT    | 5s                  | 4s
      CACHE_LOAD_HARD_TIMEOUT    | 99ms                | 100ms
      CACHE_LOAD_HARD_TIMEOUT    | 5s                  | 4s
      CACHE_DEFAULT_TTL          | 500ms               | 1s
      CACHE_DEFAULT_TTL          | 366d                | 365d
      CACHE_CRITICAL_KEYS        | session:[a          | session:[a]
      CACHE_CRITICAL_KEYS        | *                   | ?*
      CACHE_CRITICAL_KEYS        | 'a:*,,b'            | a:*
      CACHE_CRITICAL_PREFIX      | a*                  | a.
      CACHE_PERSIST_CRITICAL     | maybe               | false
      CACHE_SYNC_ON_RECOVERY     | maybe               | false
      CACHE_SYNC_BATCH           | 0                   | 1
      CACHE_SYNC_BATCH           | 1001                | 1000
      CACHE_SYNC_ATTEMPTS        | 0                   | 1
      CACHE_SYNC_ATTEMPTS        | 11                  | 10
      CACHE_NEAR_COPIES          | perhaps             | false
      CACHE_TAG_RETENTION        | 23h                 | 1d
      CACHE_TAG_RETENTION        | 366d                | 365d
      CACHE_FAILURES_TO_OPEN     | 0                   | 1
      CACHE_FAILURES_TO_OPEN     | 1001                | 1000
      CACHE_GOOD_PROBES          | 0                   | 1
      CACHE_GOOD_PROBES          | 101                 | 100
      CACHE_FLAP_HOLD            | 61s                 | 60s
      CACHE_FLAP_HOLD            | 10                  | 0
      CACHE_HEALTH_INTERVAL      | 99ms                | 100ms
      CACHE_HEALTH_INTERVAL      | 61s                 | 60s
      CACHE_FAILOVER_TIMEOUT     | 999ms               | 1s
      CACHE_FAILOVER_TIMEOUT     | 61s                 | 60s
      REDIS_URL                  | redis://            | redis://h
      REDIS_URL                  | http://h:6379       | rediss://h
      REDIS_URL                  | redis://h:0         | redis://h:1
      REDIS_URL                  | redis://h:65536     | redis://h:65535
      REDIS_URL                  | redis://h/16        | redis://h/15
      REDIS_HOST                 | h:6379              | h
      REDIS_PORT                 | 0                   | 1
      REDIS_PORT                 | 65536               | 65535
      REDIS_DB                   | -1                  | 0
      REDIS_DB                   | 16                  | 15
      REDIS_TLS_ENABLED          | maybe               | true
      REDIS_TLS_CA               | no-such-file.pem    | pom.xml
      REDIS_TLS_CA               | src                 | pom.xml
      REDIS_POOL_SIZE            | 0                   | 1
      REDIS_POOL_SIZE            | 101                 | 100
      REDIS_CONNECT_TIMEOUT      | 0                   | 1
      REDIS_CONNECT_TIMEOUT      | 10001               | 10000
      REDIS_COMMAND_TIMEOUT      | 0ms                 | 1ms
      REDIS_COMMAND_TIMEOUT      | 11s                 | 10s
      REDIS_OPERATION_TIMEOUT    | 0                   | 1
      REDIS_OPERATION_TIMEOUT    | 10001               | 10000
      REDIS_POOL_WAIT_TIMEOUT    | 0                   | 1
      REDIS_POOL_WAIT_TIMEOUT    | 10001               | PT10S
      REDIS_MAX_RETRIES          | 0                   | 1
      REDIS_MAX_RETRIES          | 11                  | 10
      REDIS_NAME                 | a b                 | a-b
      LTPA_PASSWORD              | five5               | sixsix
      KEYSTORE_PASSWORD          | five5               | sixsix
      """;

  @ParameterizedTest(name = "{0}: {1} is refused, {2} is not")
  @CsvSource(delimiter = '|', textBlock = TABLE)
  void badValue_endsTheStart_namingKeyValueAndRange(String key, String bad, String good) {
    String shown = SECRETS.contains(key) ? "***" : bad;

    assertThatThrownBy(() -> checkAll(with(key, bad)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("Setting " + key + " is \"" + shown + "\"; allowed is ")
        .hasMessageEndingWith(".");
    assertThatCode(() -> checkAll(with(key, good))).doesNotThrowAnyException();
  }

  /** The parts of a database's address are allowed beside their kind only. */
  private static Map<String, String> with(String key, String value) {
    if (key.equals("DB_TLS")) {
      return Map.of(key, value, "DB_KIND", "mariadb");
    }
    return PARTS.contains(key) ? Map.of(key, value, "DB_KIND", "postgresql") : Map.of(key, value);
  }

  @Test
  void texts_ofTokens_areAtMost200CharactersLong() {
    for (String key : List.of("HOMEROOM_TOKEN_ISSUER", "HOMEROOM_TOKEN_AUDIENCE")) {
      assertThatThrownBy(() -> checkAll(Map.of(key, "i".repeat(201))))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageStartingWith("Setting " + key);
      assertThatCode(() -> checkAll(Map.of(key, "i".repeat(200)))).doesNotThrowAnyException();
    }
  }

  @Test
  void databaseAddress_isShownWithoutWhatMayHoldAPassword() {
    assertThatThrownBy(() -> checkAll(Map.of("DB_URL", "jdbc:other://h/d?password=hidden")))
        .hasMessageContaining("\"jdbc:other://h/d\"")
        .hasMessageNotContaining("hidden");
    assertThatThrownBy(() -> checkAll(Map.of("DB_URL", "jdbc:other://user:hid@den@h/d")))
        .hasMessageContaining("\"jdbc:other://***@h/d\"");
  }

  @Test
  void table_hasEverySettingWithARange() throws IOException {
    Set<String> tried = new TreeSet<>(TRIED);
    tried.addAll(FLAGS);
    tried.addAll(List.of("HOMEROOM_TOKEN_ISSUER", "HOMEROOM_TOKEN_AUDIENCE"));
    TABLE.lines().map(line -> line.split("\\|", -1)[0].strip()).forEach(tried::add);

    assertThat(tried).isEqualTo(withRange());
  }

  private static Set<String> withRange() throws IOException {
    Set<String> keys = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("docs/settings.md"))) {
      String[] cells = line.split("\\|", -1);
      if (line.startsWith("| `") && !cells[3].isBlank() && !cells[3].strip().equals("secret")) {
        keys.add(cells[1].replace("`", "").strip());
      }
    }
    return keys;
  }

  private static void checkAll(Map<String, String> values) throws ReflectiveOperationException {
    Settings settings = new Settings(key -> Optional.ofNullable(values.get(key)));
    for (String check : CHECKS) {
      String[] names = check.split("#", 2);
      Method method =
          Class.forName("dev.homeroom." + names[0]).getDeclaredMethod(names[1], Settings.class);
      method.setAccessible(true);
      try {
        method.invoke(null, settings);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof InvalidSettingException invalid) {
          throw invalid;
        }
        throw e;
      }
    }
  }
}
