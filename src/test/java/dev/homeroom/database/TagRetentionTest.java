package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TagRetentionTest {
  private static final Region<String> DAY =
      Region.of("reports", String.class, "reports:{}", DataClass.COMPUTED, Duration.ofHours(24))
          .staleFor(Duration.ofHours(24));

  private static final Region<String> LOCAL =
      Region.of("access", String.class, "access:{}", DataClass.LOCAL, Duration.ofHours(1));

  private static TagRetention of(String value) {
    return TagRetention.from(settings(Map.of("CACHE_TAG_RETENTION", value)));
  }

  private static Settings settings(Map<String, String> values) {
    return new Settings(key -> Optional.ofNullable(values.get(key)));
  }

  @Test
  void notSet_isAWeek() {
    assertThat(TagRetention.from(settings(Map.of())).kept()).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void dayLongerThanAnyEntryLives_orTheStartEnds() {
    assertThat(of("72h").checkedFor(RegionTtls.DECLARED, List.of(DAY, LOCAL)).kept())
        .isEqualTo(Duration.ofDays(3));
    assertThatThrownBy(() -> of("71h").checkedFor(RegionTtls.DECLARED, List.of(LOCAL, DAY)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("CACHE_TAG_RETENTION")
        .hasMessageContaining("at least 72h")
        .hasMessageContaining("reports");
  }

  @Test
  void operatorsOwnTimeToLive_counts() {
    Settings longer = settings(Map.of("CACHE_REGION_SHORT_TTL", "24h"));
    RegionTtls ttls = RegionTtls.from(longer, List.of("CACHE_REGION_SHORT_TTL"));
    Region<String> region =
        Region.of("short", String.class, "short:{}", DataClass.SHARED, Duration.ofMinutes(1));
    of("30h").checkedFor(RegionTtls.DECLARED, List.of(region));
    assertThatThrownBy(() -> of("30h").checkedFor(ttls, List.of(region)))
        .hasMessageContaining("at least 48h");
  }
}
