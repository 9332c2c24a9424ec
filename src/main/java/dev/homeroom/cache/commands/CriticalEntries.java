package dev.homeroom.cache.commands;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.InvalidKeyException;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.spi.CriticalRows;
import dev.homeroom.cache.spi.CriticalRows.Row;
import dev.homeroom.cache.spi.GenerationWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads critical keys through the cache: as entries of a region, loaded from their rows. They are
 * not in the scope of the other keys of commands, since a scan of these would find them.
 */
final class CriticalEntries {
  /** Its entries end with their keys. */
  static final Region<CriticalValue> REGION =
      Region.of(
          "critical", CriticalValue.class, "critical:{}", DataClass.CRITICAL, Duration.ofHours(24));

  /** The database keeps no such characters in a text. */
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final CacheService cache;
  private final CriticalRows rows;
  private final GenerationWriter transactions;
  private final Clock clock;

  CriticalEntries(
      CacheService cache, CriticalRows rows, GenerationWriter transactions, Clock clock) {
    this.cache = cache;
    this.rows = rows;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Returns the name of a key's row. */
  static String named(String key) {
    if (CONTROL.matcher(key).find()) {
      throw new InvalidKeyException("a critical key has no control characters");
    }
    return key;
  }

  static CacheKey<CriticalValue> cacheKey(String key) {
    return REGION.key(Scope.DISTRICT, named(key));
  }

  Tag tag(String key) {
    return Tag.key(cacheKey(key).text());
  }

  /**
   * Returns the row of a key; null if the key is not there. Within a transaction as that sees it.
   */
  @Nullable Row find(String key) {
    if (transactions.inTransaction()) {
      return rows.find(named(key)).orElse(null);
    }
    Cached<CriticalValue> found =
        cache.getOrLoad(
            cacheKey(key),
            scope -> {
              CriticalValue value = rows.find(named(key)).map(CriticalValue::of).orElse(null);
              if (value != null && value.expiresAtMillis() != Long.MAX_VALUE) {
                scope.freshUntil(Instant.ofEpochMilli(value.expiresAtMillis()));
              }
              return value;
            });
    if (found.isAbsent()) {
      return null;
    }
    CriticalValue value = found.value();
    return clock.millis() < value.expiresAtMillis()
        ? new Row(value.bytes(), value.expiresAtMillis())
        : null;
  }
}
