package dev.homeroom.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * A named cache with a declared policy. A package declares each region once, as a constant with
 * {@code @Produces} in a bean, so that the start knows all of them. Operators override its times by
 * {@code CACHE_REGION_<NAME>_TTL}.
 *
 * @param <T> the type of its values
 */
public final class Region<T> {
  /** The largest stored payload: 256 KiB. */
  public static final int DEFAULT_MAX_BYTES = 256 * 1024;

  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
  private static final int EARLY_PERCENT = 80;
  private static final int NEVER_EARLY = 100;

  private final String name;
  private final Class<T> type;
  private final KeyPattern keys;
  private final Tag tag;
  private final DataClass dataClass;
  private final Duration ttl;
  private final Duration staleAllowance;
  private final int shape;

  private Region(
      String name,
      Class<T> type,
      KeyPattern keys,
      DataClass dataClass,
      Duration ttl,
      Duration staleAllowance,
      int shape) {
    if (!name.matches("[a-z0-9_:]{1,40}")) {
      throw new IllegalArgumentException("region name must be [a-z0-9_:]{1,40}, was " + name);
    }
    require(ttl.compareTo(Duration.ZERO) > 0, name, "ttl must be positive", ttl);
    require(
        !staleAllowance.isNegative(), name, "stale allowance must not be negative", staleAllowance);
    require(shape >= 1, name, "shape is at least 1", shape);
    this.name = name;
    this.type = type;
    this.keys = keys;
    this.tag = Tag.region(name);
    this.dataClass = dataClass;
    this.ttl = ttl;
    this.staleAllowance = staleAllowance;
    this.shape = shape;
  }

  private static void require(boolean condition, String name, String rule, Object was) {
    if (!condition) {
      throw new IllegalArgumentException("region " + name + ": " + rule + ", was " + was);
    }
  }

  /**
   * Declares a region with the policy of its data class, shape 1 and 256 KiB a value. Rights and
   * critical data are never refreshed early and have no negative answers; LOCAL data is never
   * refreshed early.
   *
   * <p>Memory keeps a value that was read from its JSON and gives the same object to all callers.
   * So values are immutable: a text, number, moment, enum constant, or a record of such values and
   * of lists, sets and maps of them. Collections that are read from JSON cannot be changed; in a
   * LOCAL region, whose values never become JSON, the record has to copy them.
   *
   * @param name lower case, {@code [a-z0-9_:]}, 1 to 40 characters; the metrics' {@code resource}
   * @param type the values' class
   * @param keyPattern the key's name with {@code {}} for each part, for instance {@code
   *     dashboard:teacher:{}:{}:{}}
   * @param dataClass the kind of data, which decides the policy
   * @param ttl how long an entry is fresh; positive
   * @throws IllegalArgumentException if the name, the type or the ttl is none of these; it names
   *     the component that is not immutable
   */
  public static <T> Region<T> of(
      String name, Class<T> type, String keyPattern, DataClass dataClass, Duration ttl) {
    ImmutableTypes.require(name, type);
    return declared(name, type, keyPattern, dataClass, ttl);
  }

  /**
   * Declares a region whose values are passed on as JSON: they are of any class with a JSON form,
   * and {@link Cached#value} is refused.
   *
   * @see #of
   */
  public static Region<Object> ofJson(
      String name, String keyPattern, DataClass dataClass, Duration ttl) {
    if (dataClass == DataClass.LOCAL) {
      throw new IllegalArgumentException("region " + name + ": LOCAL values never become JSON");
    }
    return declared(name, Object.class, keyPattern, dataClass, ttl);
  }

  private static <T> Region<T> declared(
      String name, Class<T> type, String keyPattern, DataClass dataClass, Duration ttl) {
    Duration stale =
        switch (dataClass) {
          case SHARED, COMPUTED -> TEN_MINUTES;
          case AUTHZ -> HALF_A_MINUTE;
          case CRITICAL -> Duration.ZERO;
          // As long as the instance lives without its database: HOMEROOM_DATABASE_AWAY decides.
          case LOCAL -> Duration.ofDays(3650);
        };
    return new Region<>(name, type, new KeyPattern(keyPattern), dataClass, ttl, stale, 1);
  }

  /** Returns the same region with another stale allowance: zero for none. */
  public Region<T> staleFor(Duration allowance) {
    return new Region<>(name, type, keys, dataClass, ttl, allowance, shape);
  }

  /** Returns the same region with another version of the value's JSON, from 1. */
  public Region<T> shaped(int version) {
    return new Region<>(name, type, keys, dataClass, ttl, staleAllowance, version);
  }

  /** Returns the same region with another TTL, as an operator's override gives it. */
  public Region<T> livingFor(Duration otherTtl) {
    return new Region<>(name, type, keys, dataClass, otherTtl, staleAllowance, shape);
  }

  /** Returns the name: the metrics' {@code resource}. */
  public String name() {
    return name;
  }

  /** Returns the values' class; {@code Object} for values that are passed on as JSON. */
  public Class<T> type() {
    return type;
  }

  /** Returns whether {@link Cached#value} gives values, and not only JSON. */
  public boolean hasTypedValues() {
    return type != Object.class;
  }

  /** Returns the tag of all its entries. */
  public Tag tag() {
    return tag;
  }

  /** Returns the class of its data. */
  public DataClass dataClass() {
    return dataClass;
  }

  /** Returns how long an entry is fresh. */
  public Duration ttl() {
    return ttl;
  }

  /** Returns the time for which an expired entry may be served as stale; zero for never. */
  public Duration staleAllowance() {
    return staleAllowance;
  }

  /** Returns how long a negative answer is kept; zero for never. */
  public Duration negativeTtl() {
    return isOfRights() ? Duration.ZERO : HALF_A_MINUTE;
  }

  /** Returns the percentage of the TTL after which a hit refreshes its entry; 100 for never. */
  public int refreshPercent() {
    return isOfRights() || isLocal() ? NEVER_EARLY : EARLY_PERCENT;
  }

  private boolean isOfRights() {
    return dataClass == DataClass.AUTHZ || dataClass == DataClass.CRITICAL;
  }

  /** Returns the version of the values' JSON. */
  public int shape() {
    return shape;
  }

  /** Returns the largest stored payload in bytes; larger ones are served and not stored. */
  public int maxBytes() {
    return DEFAULT_MAX_BYTES;
  }

  /** Returns whether entries stay in this instance's memory as objects, and never become bytes. */
  public boolean isLocal() {
    return dataClass == DataClass.LOCAL;
  }

  /**
   * Returns a key whose entry carries the tags of region, key and scope.
   *
   * @param scope of the value
   * @param parts one for each {@code {}} of the pattern; any text, percent-encoded here
   * @throws InvalidKeyException if the key would be longer than 512 bytes
   * @throws IllegalArgumentException if there are more or fewer parts than placeholders
   */
  public CacheKey<T> key(Scope scope, String... parts) {
    return key(scope, List::of, parts);
  }

  /**
   * Returns a key whose entry carries further tags.
   *
   * @param ownTags called when a value is stored or read from Redis, not for an answer from memory
   * @see #key(Scope, String...)
   */
  public CacheKey<T> key(
      Scope scope, Supplier<? extends Collection<Tag>> ownTags, String... parts) {
    return new CacheKey<>(this, scope, keys.fill(scope, parts), ownTags);
  }

  @Override
  public String toString() {
    return name;
  }
}
