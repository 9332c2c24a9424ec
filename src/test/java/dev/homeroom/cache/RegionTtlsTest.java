package dev.homeroom.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegionTtlsTest {
  private static final Region<String> TEACHER =
      Region.of("dashboard:teacher", String.class, "t:{}", DataClass.COMPUTED, CacheTtl.MEDIUM);
  private static final Region<String> LISTS =
      Region.of("users_cache", String.class, "u:{}", DataClass.SHARED, CacheTtl.SEMI_STATIC);

  private static RegionTtls from(Map<String, String> values) {
    return RegionTtls.from(
        new Settings(key -> Optional.ofNullable(values.get(key))), values.keySet());
  }

  @Test
  void key_isTheNameInUpperCaseWithUnderscores() {
    assertThat(RegionTtls.key(TEACHER)).isEqualTo("CACHE_REGION_DASHBOARD_TEACHER_TTL");
    assertThat(RegionTtls.key(LISTS)).isEqualTo("CACHE_REGION_USERS_CACHE_TTL");
  }

  @Test
  void configured_override_changesTheTtlOfItsRegionAndNothingElse() {
    RegionTtls ttls =
        from(Map.of("CACHE_REGION_DASHBOARD_TEACHER_TTL", "90", "CACHE_PREFIX", "homeroom:"));

    assertThat(ttls.configured(TEACHER))
        .usingRecursiveComparison()
        .isEqualTo(TEACHER.livingFor(Duration.ofSeconds(90)));
    assertThat(ttls.configured(LISTS)).isSameAs(LISTS);
    assertThat(RegionTtls.DECLARED.configured(TEACHER)).isSameAs(TEACHER);
  }

  @Test
  void from_bothEndsOfTheRange_areAllowed_andWhatLiesBeyondIsRefused() {
    for (String good : List.of("1", "1s", "24h", "P1D", "86400")) {
      assertThat(from(Map.of("CACHE_REGION_ACCESS_TTL", good))).as(good).isNotNull();
    }
    for (String bad : List.of("0", "999ms", "25h", "86401", "soon", "-5")) {
      assertThatThrownBy(() -> from(Map.of("CACHE_REGION_ACCESS_TTL", bad)))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageStartingWith(
              "Setting CACHE_REGION_ACCESS_TTL is \"" + bad + "\"; allowed is a duration");
    }
  }

  @Test
  void requireKnown_regionOrPropertyThatThereIsNot_isRefused_withTheAllowedNames() {
    for (String bad :
        List.of(
            "CACHE_REGION_DASHBORD_TEACHER_TTL",
            "CACHE_REGION_USERS_CACHE_TLL",
            "CACHE_REGION_USERS_CACHE",
            "CACHE_REGION__TTL",
            "CACHE_REGION_users_cache_TTL",
            "cache_region_users_cache_ttl")) {
      assertThatThrownBy(() -> requireKnown(Map.of("CACHE_REGION_USERS_CACHE_TTL", "5", bad, "7")))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessage(
              "Setting "
                  + bad
                  + " is \"7\"; allowed is one of CACHE_REGION_DASHBOARD_TEACHER_TTL,"
                  + " CACHE_REGION_USERS_CACHE_TTL as its name.");
    }
  }

  @Test
  void requireKnown_knownOnes_andOthersThatAreNoRegions_areLeftAlone() {
    requireKnown(
        Map.of(
            "CACHE_REGION_USERS_CACHE_TTL", "5",
            "CACHE_REGION_DASHBOARD_TEACHER_TTL", "1h",
            "CACHE_REGION_EMPTY_TTL", " ",
            "CACHE_REGIONS", "x",
            "CACHE_PREFIX", "homeroom:"));
  }

  private static void requireKnown(Map<String, String> values) {
    RegionTtls.requireKnown(
        new Settings(key -> Optional.ofNullable(values.get(key))),
        values.keySet(),
        List.of(LISTS, TEACHER));
  }
}
