package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.ReadRequest;
import org.jspecify.annotations.Nullable;

/**
 * A key of a call that has no answer yet.
 *
 * @param place its place among the keys of the call, from 0
 * @param request the key and its loader
 * @param fallback what may be served as stale if nothing better can be had; null if nothing may
 */
record Miss<T>(int place, ReadRequest<T> request, @Nullable Fallback fallback) {
  CacheKey<T> key() {
    return request.key();
  }
}
