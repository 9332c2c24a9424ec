package dev.homeroom.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A named cache with a declared policy. A region is declared once, as a constant of a bean of the
 * room that owns its data, with {@code @Produces}: so the start knows all of them. Operators
 * override its times by {@code CACHE_REGION_<NAME>_TTL}.
 *
 * @param <T> what its values are
 * @param name lower case, {@code [a-z0-9_:]}, 1 to 40 characters; the metrics' {@code resource}
 * @param type the values' class, a record that the JSON form can be made of
 * @param keyPattern the key's name with {@code {}} for each part, for instance {@code
 *     dashboard:teacher:{}:{}:{}}
 * @param dataClass what follows from the kind of data
 * @param ttl how long an entry is fresh; positive
 * @param staleAllowance how much longer it may be served as stale; zero for never
 * @param negativeTtl how long "there is none" is believed; zero for never
 * @param refreshPercent of the TTL after which a hit has the entry loaded anew behind its back; 100
 *     for never
 * @param shape version of the value's JSON form; raise it when the form changes
 * @param maxBytes largest payload kept; larger ones are served and not stored
 */
public record Region<T>(
    String name,
    Class<T> type,
    String keyPattern,
    DataClass dataClass,
    Duration ttl,
    Duration staleAllowance,
    Duration negativeTtl,
    int refreshPercent,
    int shape,
    int maxBytes) {

  /** 256 KiB */
  public static final int DEFAULT_MAX_BYTES = 256 * 1024;

  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
  private static final int EARLY_PERCENT = 80;

  /** Refuses what cannot be a policy, naming the bad value. */
  public Region {
    if (!name.matches("[a-z0-9_:]{1,40}")) {
      throw new IllegalArgumentException("region name must be [a-z0-9_:]{1,40}, was " + name);
    }
    if (ttl.isNegative() || ttl.isZero()) {
      throw new IllegalArgumentException("region " + name + ": ttl must be positive, was " + ttl);
    }
    if (staleAllowance.isNegative()) {
      throw new IllegalArgumentException(
          "region " + name + ": stale allowance must not be negative, was " + staleAllowance);
    }
    if (negativeTtl.isNegative()) {
      throw new IllegalArgumentException(
          "region " + name + ": negative ttl must not be negative, was " + negativeTtl);
    }
    if (refreshPercent < 1 || refreshPercent > 100) {
      throw new IllegalArgumentException(
          "region " + name + ": refresh must be at 1 to 100 % of the ttl, was " + refreshPercent);
    }
    if (shape < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "region "
              + name
              + ": shape and maxBytes are at least 1, were "
              + shape
              + ", "
              + maxBytes);
    }
  }

  /**
   * Declares a region with what follows from its data class, shape 1 and 256 KiB a value. Rights
   * and critical data are never refreshed early and have no negative answers; what is LOCAL may
   * have some, since their loaders say so, and is not refreshed early.
   */
  public static <T> Region<T> of(
      String name, Class<T> type, String keyPattern, DataClass dataClass, Duration ttl) {
    Duration stale =
        switch (dataClass) {
          case SHARED, COMPUTED -> TEN_MINUTES;
          case AUTHZ -> HALF_A_MINUTE;
          case CRITICAL -> Duration.ZERO;
          // As long as the instance lives without its database: HOMEROOM_DATABASE_AWAY decides.
          case LOCAL -> Duration.ofDays(3650);
        };
    boolean rights = dataClass == DataClass.AUTHZ || dataClass == DataClass.CRITICAL;
    return new Region<>(
        name,
        type,
        keyPattern,
        dataClass,
        ttl,
        stale,
        rights ? Duration.ZERO : HALF_A_MINUTE,
        rights || dataClass == DataClass.LOCAL ? 100 : EARLY_PERCENT,
        1,
        DEFAULT_MAX_BYTES);
  }

  /** The same region with another stale allowance. */
  public Region<T> staleFor(Duration allowance) {
    return with(ttl, allowance, shape);
  }

  /** The same region with another version of the value's form. */
  public Region<T> shaped(int version) {
    return with(ttl, staleAllowance, version);
  }

  /** The same region with another TTL, as an operator's override gives it. */
  public Region<T> livingFor(Duration otherTtl) {
    return with(otherTtl, staleAllowance, shape);
  }

  private Region<T> with(Duration otherTtl, Duration allowance, int version) {
    return new Region<>(
        name,
        type,
        keyPattern,
        dataClass,
        otherTtl,
        allowance,
        negativeTtl,
        refreshPercent,
        version,
        maxBytes);
  }

  /** Whether entries stay in this instance's memory, by reference, and never become bytes. */
  public boolean isLocal() {
    return dataClass == DataClass.LOCAL;
  }

  /**
   * Returns a key of this region.
   *
   * @param scope whose it is
   * @param tags what its entry carries besides {@code region:}, {@code key:} and the scope's own
   * @param parts one for each {@code {}} of the pattern; any text, percent-encoded here
   * @throws InvalidKeyException if the key would be longer than 512 bytes
   * @throws IllegalArgumentException if the parts are not as many as the pattern has places
   */
  public CacheKey<T> key(Scope scope, Collection<Tag> tags, String... parts) {
    String text = Text.bounded("key", filled(scope, parts));
    List<Tag> all = new ArrayList<>(2 + scope.tags().size() + tags.size());
    all.add(Tag.region(name));
    all.add(Tag.key(text));
    all.addAll(scope.tags());
    for (Tag tag : tags) {
      if (!all.contains(tag)) {
        all.add(tag);
      }
    }
    return new CacheKey<>(this, text, all);
  }

  private String filled(Scope scope, String... parts) {
    StringBuilder out = new StringBuilder(keyPattern.length() + 40);
    out.append(scope.text()).append(':');
    int from = 0;
    for (String part : parts) {
      int hole = keyPattern.indexOf("{}", from);
      if (hole < 0) {
        throw wrongParts(parts);
      }
      out.append(keyPattern, from, hole).append(Text.encoded(part));
      from = hole + 2;
    }
    if (keyPattern.indexOf("{}", from) >= 0) {
      throw wrongParts(parts);
    }
    return out.append(keyPattern, from, keyPattern.length()).toString();
  }

  private IllegalArgumentException wrongParts(String... parts) {
    return new IllegalArgumentException(
        "pattern " + keyPattern + " does not take the parts " + Arrays.toString(parts));
  }
}
