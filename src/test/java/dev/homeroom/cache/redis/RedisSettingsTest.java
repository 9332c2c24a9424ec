package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to say which Redis, and every way to say it wrong. The ranges: SettingsRangesTest. */
class RedisSettingsTest {
  private static final String SECRET = "S3cret-horse";

  private static RedisSettings read(String... keysAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return RedisSettings.from(new Settings(key -> Optional.ofNullable(values.get(key))));
  }

  private static RedisTarget target(String... keysAndValues) {
    return read(keysAndValues).target().orElseThrow();
  }

  private static void assertRefused(String message, String... keysAndValues) {
    assertThatThrownBy(() -> read(keysAndValues))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void nothingSet_isNoRedis_withTheShippedNumbers() {
    RedisSettings settings = read();

    assertThat(settings.target()).isEmpty();
    assertThat(settings.poolSize()).isEqualTo(5);
    assertThat(settings.probeAttempts()).isEqualTo(3);
    assertThat(settings.name()).isEqualTo("default");
    assertThat(settings.tlsCa()).isEmpty();
    assertThat(settings.timeouts())
        .isEqualTo(
            new RedisTimeouts(
                Duration.ofMillis(250),
                Duration.ofMillis(250),
                Duration.ofMillis(50),
                Duration.ofMillis(300)));
  }

  @Test
  void emptyAndBlank_areUnset() {
    assertThat(read("REDIS_URL", "", "REDIS_HOST", "  ").target()).isEmpty();
    assertThat(target("REDIS_URL", "", "REDIS_HOST", "h").host()).isEqualTo("h");
    assertThat(target("REDIS_HOST", "h", "REDIS_PASSWORD", "").password()).isEmpty();
    assertThat(read("REDIS_POOL_SIZE", "", "REDIS_NAME", " ").poolSize()).isEqualTo(5);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      value = {
        "redis://h,                       h,         6379, -,    -,      0,  false",
        "redis://h/,                      h,         6379, -,    -,      0,  false",
        "rediss://h,                      h,         6379, -,    -,      0,  true",
        "REDISS://Host.Example,           Host.Example, 6379, -, -,      0,  true",
        "redis://h:6380,                  h,         6380, -,    -,      0,  false",
        "redis://h:1/15,                  h,         1,    -,    -,      15, false",
        "redis://h:65535/9,               h,         65535, -,   -,      9,  false",
        "redis://:pw@h,                   h,         6379, -,    pw,     0,  false",
        "redis://default:pw@h:6379,       h,         6379, default, pw,  0,  false",
        "redis://u:p%40s%2Fs%3A%25@h,     h,         6379, u,    p@s/s:%, 0, false",
        "redis://u%40x:p%20w@h,           h,         6379, u@x,  p w,    0,  false",
        "redis://u:a+b@h,                 h,         6379, u,    a+b,    0,  false",
        "redis://u:a:b@h,                 h,         6379, u,    a:b,    0,  false",
        "redis://u:%C3%A9@h,              h,         6379, u,    é,      0,  false",
        "redis://[::1],                   ::1,       6379, -,    -,      0,  false",
        "rediss://u:pw@[2001:db8::7]:6380/3, 2001:db8::7, 6380, u, pw,   3,  true",
        "redis://127.0.0.1:7000,          127.0.0.1, 7000, -,    -,      0,  false",
        "redis://redis_1.my-net:6379,     redis_1.my-net, 6379, -, -,    0,  false"
      })
  void url_everyForm(
      String url, String host, int port, String user, String password, int database, boolean tls) {
    assertThat(target("REDIS_URL", url))
        .isEqualTo(
            new RedisTarget(
                host,
                port,
                Optional.ofNullable(user),
                Optional.ofNullable(password),
                database,
                tls));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://",
        "redis:///0",
        "redis://:6379",
        "redis://@",
        "rediss://u:p@",
        "redis:/h",
        "h:6379",
        "http://h:6379",
        "unix:///run/redis.sock",
        "redis://h:0",
        "redis://h:65536",
        "redis://h:999999",
        "redis://h:port",
        "redis://h/16",
        "redis://h/-1",
        "redis://h/0/1",
        "redis://h?db=1",
        "redis://h h",
        "redis://[::1",
        "redis://[:::1]",
        "redis://[1:2]",
        "redis://::1",
        "redis://h,other:6379"
      })
  void url_malformed_isRefused(String url) {
    assertRefused("Setting REDIS_URL is \"", "REDIS_URL", url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://u:S3cret-horse@",
        "redis://u:S3cret-horse@h:65536",
        "redis://u:S3cret-horse@h/16",
        "redis://u:S3cret-horse@h?x=1",
        "redis://:S3cret-horse",
        "redis://u:S3cret-horse",
        "redis://u:S3cret-horse/h",
        "redis://u:/S3cret-horse@h",
        "redis://u:@S3cret-horse:@h",
        "redis://u:S3cret-horse%zz@h",
        "redis://u:S3cret-horse%ff@h",
        "u:S3cret-horse@h",
        "http://u:S3cret-horse@h:6379"
      })
  void url_malformedWithAPassword_isRefusedWithoutShowingIt(String url) {
    assertRefused("***", "REDIS_URL", url);
  }

  @Test
  void message_showsWhatIsNoSecret() {
    assertRefused(
        "\"redis://***@cache.example:65536/2\"", "REDIS_URL", "redis://u:p@cache.example:65536/2");
    assertThat(target("REDIS_URL", "redis://u:" + SECRET + "@h").toString())
        .isEqualTo("h:6379/0")
        .doesNotContain(SECRET);
    assertThat(RedisUrl.read("rediss://u:" + SECRET + "@h").toString()).isEqualTo("rediss://h");
    assertThat(read("REDIS_URL", "redis://u:" + SECRET + "@h").toString()).doesNotContain(SECRET);
  }

  @Test
  void parts_allOfThem() {
    assertThat(
            target(
                "REDIS_HOST", "cache.example",
                "REDIS_PORT", "6380",
                "REDIS_USERNAME", "homeroom",
                "REDIS_PASSWORD", "p%40+w",
                "REDIS_DB", "15",
                "REDIS_TLS_ENABLED", "true"))
        // The password stands there as it is: only URLs are encoded.
        .isEqualTo(
            new RedisTarget(
                "cache.example", 6380, Optional.of("homeroom"), Optional.of("p%40+w"), 15, true));
  }

  @ParameterizedTest
  @CsvSource({"::1, ::1", "[::1], ::1", "10.0.0.7, 10.0.0.7", "redis, redis"})
  void host_namesAndAddresses(String set, String host) {
    assertThat(target("REDIS_HOST", set))
        .isEqualTo(new RedisTarget(host, 6379, Optional.empty(), Optional.empty(), 0, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"h:6379", ":6379", "[", "[]", "[::1", "h/0", "redis://h", "a b", "u@h"})
  void host_malformed_isRefused(String host) {
    assertRefused("Setting REDIS_HOST is \"" + host + "\"", "REDIS_HOST", host);
  }

  @Test
  void url_besideTheSameHost_isTaken() {
    String url = "redis://Cache.example:6380";
    assertThat(target("REDIS_URL", url, "REDIS_HOST", "cache.EXAMPLE").port()).isEqualTo(6380);
    assertThat(target("REDIS_URL", "redis://[::1]", "REDIS_HOST", "[::1]").host()).isEqualTo("::1");
  }

  @ParameterizedTest
  @CsvSource({
    "REDIS_HOST, other",
    "REDIS_PORT, 6379",
    "REDIS_USERNAME, somebody",
    "REDIS_DB, 0",
    "REDIS_TLS_ENABLED, true"
  })
  void url_besideAnotherValue_isRefused(String key, String value) {
    assertRefused(
        "Setting " + key + " is \"" + value + "\"; allowed is what REDIS_URL says, or unset.",
        "REDIS_URL",
        "redis://u:pw@h:6380/1",
        key,
        value);
  }

  @Test
  void url_besideAnotherPassword_isRefusedWithoutShowingEither() {
    assertRefused(
        "Setting REDIS_PASSWORD is \"***\"",
        "REDIS_URL",
        "redis://:" + SECRET + "@h",
        "REDIS_PASSWORD",
        SECRET + "2");
  }

  @Test
  void url_whatItLeavesOpen_theOthersSay() {
    assertThat(
            target(
                "REDIS_URL", "redis://h",
                "REDIS_PORT", "6380",
                "REDIS_USERNAME", "u",
                "REDIS_PASSWORD", "pw",
                "REDIS_DB", "2"))
        .isEqualTo(new RedisTarget("h", 6380, Optional.of("u"), Optional.of("pw"), 2, false));
  }

  @Test
  void url_withTlsButSettingWithout_isRefused() {
    assertRefused("REDIS_TLS_ENABLED", "REDIS_URL", "rediss://h", "REDIS_TLS_ENABLED", "false");
  }

  @Test
  void user_withoutAPassword_isRefused() {
    assertRefused("Setting REDIS_USERNAME is \"u\"", "REDIS_HOST", "h", "REDIS_USERNAME", "u");
    assertRefused("Setting REDIS_USERNAME is \"u\"", "REDIS_URL", "redis://u@h");
  }

  @ParameterizedTest
  @CsvSource({
    "REDIS_PORT, 0",
    "REDIS_PORT, 65536",
    "REDIS_PORT, x",
    "REDIS_DB, 16",
    "REDIS_DB, -1"
  })
  void parts_outOfRange_areRefused_usedOrNot(String key, String value) {
    String message = "Setting " + key + " is \"" + value + "\"; allowed is a whole number from ";
    assertRefused(message, key, value);
    assertRefused(message, "REDIS_HOST", "h", key, value);
    assertRefused(message, "REDIS_URL", "redis://h", key, value);
  }

  @ParameterizedTest
  @CsvSource({"100, PT0.1S", "1, PT0.001S", "10000, PT10S", "1s, PT1S", "40ms, PT0.04S"})
  void timeouts_bareNumbersAreMilliseconds(String set, Duration read) {
    RedisTimeouts timeouts =
        read(
                "REDIS_CONNECT_TIMEOUT", set,
                "REDIS_COMMAND_TIMEOUT", set,
                "REDIS_POOL_WAIT_TIMEOUT", set,
                "REDIS_OPERATION_TIMEOUT", set)
            .timeouts();

    assertThat(timeouts).isEqualTo(new RedisTimeouts(read, read, read, read));
  }

  @Test
  void certificates_fileWithoutAny_endsTheStart(@TempDir Path directory) throws IOException {
    Path empty = Files.createFile(directory.resolve("empty.pem"));
    Path junk = Files.writeString(directory.resolve("junk.pem"), "-----BEGIN nothing\n");
    for (Path file : new Path[] {empty, junk}) {
      Optional<Path> ca = read("REDIS_TLS_CA", file.toString()).tlsCa();
      assertThatThrownBy(() -> new Tls(ca))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining("Setting REDIS_TLS_CA is \"" + file + "\"");
    }
    assertRefused("Setting REDIS_TLS_CA", "REDIS_TLS_CA", directory.toString());
    assertRefused("Setting REDIS_TLS_CA", "REDIS_TLS_CA", directory.resolve("no.pem").toString());
  }
}
