package dev.homeroom.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.spi.CacheSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static Settings of(String key, String value) {
    return new Settings(asked -> asked.equals(key) ? Optional.of(value) : Optional.empty());
  }

  private static Duration ttl(String value) {
    return of("X_TTL", value)
        .duration("X_TTL", CacheTtl.SHORT, Duration.ofSeconds(1), Duration.ofDays(1));
  }

  @Test
  void duration_everySpelling_isTheSame() {
    for (String spelling : List.of("300", "300s", "5m", "PT5M", "300000ms", " 5M ")) {
      assertThat(ttl(spelling)).as(spelling).isEqualTo(Duration.ofMinutes(5));
    }
    assertThat(ttl("")).isEqualTo(CacheTtl.SHORT);
  }

  @Test
  void duration_bareNumberOutsideATtl_isRefused() {
    assertThatThrownBy(
            () ->
                of("X_WAIT", "300")
                    .duration("X_WAIT", CacheTtl.SHORT, Duration.ZERO, Duration.ofDays(1)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "Setting X_WAIT is \"300\"; allowed is a duration from PT0S to PT24H, such as 300s, 5m"
                + " or PT5M.");
  }

  @Test
  void bytes_everySpelling_isANumberOfBytes() {
    Map<String, Long> spellings =
        Map.of(
            "2000000", 2_000_000L,
            "2000000B", 2_000_000L,
            "2000 KB", 2_000_000L,
            "2MB", 2_000_000L,
            " 2 mb ", 2_000_000L,
            "1GB", 1_000_000_000L,
            "1024KiB", 1_048_576L,
            "1MiB", 1_048_576L,
            "1gib", 1_073_741_824L,
            "", 7L);
    spellings.forEach(
        (spelling, bytes) ->
            assertThat(of("A", spelling).bytes("A", 7, 1_000_000, 2_000_000_000))
                .as(spelling)
                .isEqualTo(bytes));
  }

  @Test
  void bytes_noNumberOrUnit_orTooLargeForALong_isRefused() {
    for (String bad : List.of("2M", "2i", "2iB", "MB", "-2MB", "2.5MB", "2 TB", "999999999999GB")) {
      assertThatThrownBy(() -> of("A", bad).bytes("A", 7, 1_000_000, Long.MAX_VALUE))
          .as(bad)
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageStartingWith("Setting A is \"" + bad + "\"; allowed is from 1000000 to ")
          .hasMessageContaining("such as 100MB");
    }
  }

  @Test
  void cacheSettings_outOfRange_nameKeyValueAndRange() {
    Map<String, String> bad =
        Map.of(
            "CACHE_MEMORY_ENTRIES", "0",
            "CACHE_MEMORY_BYTES", "100M",
            "CACHE_LOAD_THREADS", "many",
            "CACHE_LOAD_QUEUE", "-1",
            "CACHE_LOAD_CALLERS", "0",
            "CACHE_LOAD_HARD_TIMEOUT", "1h",
            "CACHE_LOAD_SOFT_TIMEOUT", "0s",
            "CACHE_NEAR_COPIES", "perhaps",
            "CACHE_PREFIX", "a*:",
            "CACHE_ENVIRONMENT", "a b");
    bad.forEach(
        (key, value) ->
            assertThatThrownBy(() -> CacheSettings.from(of(key, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("Setting " + key + " is \"" + value + "\"; allowed is "));
    assertThat(CacheSettings.from(of("", "")))
        .isEqualTo(
            new CacheSettings(
                "homeroom:",
                20_000,
                100_000_000,
                10,
                500,
                10,
                Duration.ofMillis(300),
                Duration.ofSeconds(2),
                true));
    assertThat(CacheSettings.from(of("CACHE_ENVIRONMENT", "test")).prefix())
        .isEqualTo("homeroom:test:");
  }

  @Test
  void words_andFlags() {
    assertThat(of("A", "ON").flag("A", false)).isTrue();
    assertThat(of("A", "token").word("A", "open", "open", "token")).isEqualTo("token");
    assertThatThrownBy(() -> of("A", "maybe").flag("A", false))
        .hasMessageContaining("true or false");
    assertThatThrownBy(() -> of("A", "x").word("A", "open", "open", "token"))
        .hasMessageContaining("open, token");
  }
}
