package dev.homeroom.http;

import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Source;
import java.util.Collection;

/** The cache headers of a response with one or several cached values. */
final class CacheHeaders {
  private Outcome outcome = Outcome.HIT;
  private Source source = Source.REDIS;
  private long ageMillis;
  private long ttlMillis = Long.MAX_VALUE;
  private boolean stored = true;
  private boolean collapsed = true;
  private boolean near = true;

  static CacheHeaders of(Collection<? extends Cached<?>> values) {
    CacheHeaders all = new CacheHeaders();
    for (Cached<?> value : values) {
      all.add(value);
    }
    return all;
  }

  private void add(Cached<?> value) {
    if (rank(value.outcome()) > rank(outcome)) {
      outcome = value.outcome();
    }
    if (value.source().compareTo(source) > 0) {
      source = value.source();
    }
    near &= value.near();
    ageMillis = Math.max(ageMillis, value.ageMillis());
    ttlMillis = Math.min(ttlMillis, value.lifetimeMillis() - value.ageMillis());
    if (value.outcome() == Outcome.MISS || value.outcome() == Outcome.BYPASS) {
      stored &= value.stored();
      collapsed &= value.collapsed();
    }
  }

  /** Ranks STALE before MISS before BYPASS before HIT. */
  private static int rank(Outcome outcome) {
    return switch (outcome) {
      case HIT -> 0;
      case BYPASS -> 1;
      case MISS -> 2;
      case STALE -> 3;
    };
  }

  Outcome outcome() {
    return outcome;
  }

  /** Returns the slowest source: the database if any value came from it, else memory if any. */
  Source source() {
    return source;
  }

  boolean stale() {
    return outcome == Outcome.STALE;
  }

  /** Returns the age of the oldest value, in milliseconds. */
  long ageMillis() {
    return ageMillis;
  }

  /** Returns the time for which the value that ends first is fresh, in milliseconds. */
  long ttlMillis() {
    return ttlMillis;
  }

  /** Returns whether near copies answered alone. */
  boolean near() {
    return near;
  }

  /** Returns whether what was loaded is stored. */
  boolean stored() {
    return stored;
  }

  /** Returns whether every load was another caller's. */
  boolean collapsed() {
    return collapsed;
  }

  /** Returns the value of {@code Cache-Status} (RFC 9211 §2; its ttl is negative when stale). */
  String cacheStatus() {
    return switch (outcome) {
      case HIT ->
          "homeroom; hit; ttl=" + Math.floorDiv(ttlMillis, 1000) + (near ? "; detail=near" : "");
      case STALE ->
          "homeroom; hit; ttl=" + Math.min(-1, Math.floorDiv(ttlMillis, 1000)) + "; detail=stale";
      case MISS ->
          "homeroom; fwd=miss" + (stored ? "; stored" : "") + (collapsed ? "; collapsed" : "");
      case BYPASS -> "homeroom; fwd=bypass" + (stored ? "; stored" : "");
    };
  }
}
