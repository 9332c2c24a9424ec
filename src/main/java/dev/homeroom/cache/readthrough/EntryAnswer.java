package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.spi.CacheEntry;
import org.jspecify.annotations.Nullable;

/** An entry that is given to a caller, from a tier or just loaded, with its age. */
record EntryAnswer<T>(
    CacheKey<T> key, CacheEntry entry, ReadResult result, long ageMillis, DecodedValues values)
    implements Cached<T>, LookupResult<T> {
  @Override
  public EntryAnswer<T> answer() {
    return this;
  }

  @Override
  public @Nullable Fallback fallback() {
    return null;
  }

  @Override
  public boolean isAbsent() {
    return entry.isAbsent();
  }

  @Override
  public T value() {
    if (entry.isAbsent()) {
      throw new IllegalStateException("there is no value of " + key);
    }
    return values.of(key, entry);
  }

  @Override
  public byte[] payload() {
    return entry.payload();
  }

  @Override
  public long checksum() {
    return entry.checksum();
  }

  @Override
  public Source source() {
    return result.source();
  }

  @Override
  public Outcome outcome() {
    return result.outcome();
  }

  @Override
  public boolean near() {
    return result.near();
  }

  @Override
  public long loadedMillis() {
    return entry.loadedMillis();
  }

  @Override
  public long lifetimeMillis() {
    return entry.freshUntilMillis() - entry.loadedMillis();
  }

  @Override
  public boolean collapsed() {
    return result.collapsed();
  }

  @Override
  public boolean stored() {
    return result.stored();
  }
}
