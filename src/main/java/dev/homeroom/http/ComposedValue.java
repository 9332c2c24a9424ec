package dev.homeroom.http;

import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Checksum;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Source;
import java.util.List;

/**
 * A value that is put together from others, and is no entry of its own.
 *
 * @param parts the values that it is made of; one of none came from memory and has no age
 * @param payload its JSON
 * @param headers what the parts have in common
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
record ComposedValue(List<Cached<?>> parts, byte[] payload, CacheHeaders headers)
    implements Cached<Object> {
  ComposedValue(List<Cached<?>> parts, byte[] payload) {
    this(parts, payload, CacheHeaders.of(parts));
  }

  @Override
  public boolean isAbsent() {
    return false;
  }

  @Override
  public Object value() {
    throw new IllegalStateException("a composed value is passed on as JSON");
  }

  @Override
  public long checksum() {
    return Checksum.of(payload);
  }

  @Override
  public Source source() {
    return parts.isEmpty() ? Source.MEMORY : headers.source();
  }

  @Override
  public Outcome outcome() {
    return headers.outcome();
  }

  @Override
  public boolean near() {
    return headers.near();
  }

  @Override
  public long ageMillis() {
    return headers.ageMillis();
  }

  @Override
  public long loadedMillis() {
    return parts.stream()
        .mapToLong(Cached::loadedMillis)
        .min()
        .orElseGet(System::currentTimeMillis);
  }

  @Override
  public long lifetimeMillis() {
    return parts.isEmpty() ? 0 : headers.ttlMillis() + headers.ageMillis();
  }

  @Override
  public boolean collapsed() {
    return headers.collapsed();
  }

  @Override
  public boolean stored() {
    return headers.stored();
  }
}
