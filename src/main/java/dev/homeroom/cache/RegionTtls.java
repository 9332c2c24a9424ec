package dev.homeroom.cache;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The operators' own times to live: {@code CACHE_REGION_<NAME>_TTL} replaces what a region
 * declares. The name is the region's in upper case, with {@code _} for whatever is no letter or
 * digit: {@code CACHE_REGION_DASHBOARD_TEACHER_TTL} for {@code dashboard:teacher}.
 *
 * <p>If Redis is down: nothing changes.
 */
public final class RegionTtls {
  /** Every region as it was declared. */
  public static final RegionTtls DECLARED = new RegionTtls(Map.of());

  /** In any spelling: another one than the right one would have no effect. */
  private static final Pattern OF_A_REGION =
      Pattern.compile("CACHE_REGION_.*", Pattern.CASE_INSENSITIVE);

  private static final Pattern KEY = Pattern.compile("CACHE_REGION_[A-Z0-9_]{1,40}_TTL");
  private static final Duration MIN = Duration.ofSeconds(1);
  private static final Duration MAX = Duration.ofHours(24);

  private final Map<String, Duration> byKey;

  private RegionTtls(Map<String, Duration> byKey) {
    this.byKey = Map.copyOf(byKey);
  }

  /**
   * Reads the settings of that form.
   *
   * @param names of all settings that there are; others than those of regions are left alone
   * @throws InvalidSettingException if one is no duration from 1 s to 24 h
   */
  public static RegionTtls from(Settings settings, Iterable<String> names) {
    Map<String, Duration> found = new HashMap<>();
    for (String name : names) {
      Matcher matcher = KEY.matcher(name);
      if (matcher.matches() && settings.text(name).isPresent()) {
        found.put(name, settings.duration(name, MAX, MIN, MAX));
      }
    }
    return new RegionTtls(found);
  }

  /**
   * Refuses a setting of a region that does not exist, or of a property that regions do not have.
   *
   * @param names of all settings; those without a value count as not set
   * @param regions all declared ones
   * @throws InvalidSettingException for the first one in the alphabet, with the allowed names
   */
  public static void requireKnown(
      Settings settings, Iterable<String> names, Iterable<? extends Region<?>> regions) {
    SortedSet<String> allowed = new TreeSet<>();
    regions.forEach(region -> allowed.add(key(region)));
    SortedSet<String> unknown = new TreeSet<>();
    for (String name : names) {
      if (OF_A_REGION.matcher(name).matches() && !allowed.contains(name)) {
        unknown.add(name);
      }
    }
    for (String name : unknown) {
      String value = settings.text(name).orElse("");
      if (!value.isEmpty()) {
        throw new InvalidSettingException(
            name, value, "one of " + String.join(", ", allowed) + " as its name");
      }
    }
  }

  /** Returns a region with the operators' time to live, or the region itself if they gave none. */
  public <T> Region<T> configured(Region<T> region) {
    if (byKey.isEmpty()) {
      return region;
    }
    Duration ttl = byKey.get(key(region));
    return ttl == null ? region : region.livingFor(ttl);
  }

  /** Returns the setting of a region. */
  static String key(Region<?> region) {
    String name = region.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    return "CACHE_REGION_%s_TTL".formatted(name);
  }
}
