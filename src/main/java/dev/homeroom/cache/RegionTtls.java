package dev.homeroom.cache;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times to live that operators set: {@code CACHE_REGION_<NAME>_TTL} replaces a region's own.
 * The name is the region's in upper case, with {@code _} for other characters than letters and
 * digits: {@code CACHE_REGION_DASHBOARD_TEACHER_TTL} for {@code dashboard:teacher}.
 *
 * <p>If Redis is down: nothing changes.
 */
public final class RegionTtls {
  /** The times without any setting. */
  public static final RegionTtls DECLARED = new RegionTtls(Map.of());

  /** In any case: a setting in another case than the right one would have no effect. */
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
   * @param names of all settings; others than those of regions are ignored
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
    Set<String> allowed = new TreeSet<>();
    regions.forEach(region -> allowed.add(key(region)));
    NavigableSet<String> all = new TreeSet<>();
    names.forEach(all::add);
    for (String name : all) {
      boolean unknown = OF_A_REGION.matcher(name).matches() && !allowed.contains(name);
      String value = unknown ? settings.text(name).orElse("") : "";
      if (!value.isEmpty()) {
        throw new InvalidSettingException(
            name, value, "one of " + String.join(", ", allowed) + " as its name");
      }
    }
  }

  /** Returns a region with the operators' time to live, or the region itself if there is none. */
  public <T> Region<T> configured(Region<T> region) {
    Duration ttl = byKey.isEmpty() ? null : byKey.get(key(region));
    return ttl == null ? region : region.livingFor(ttl);
  }

  static String key(Region<?> region) {
    String name = region.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    return "CACHE_REGION_%s_TTL".formatted(name);
  }
}
