package dev.homeroom.cache;

/**
 * A key, and the loader of its value.
 *
 * @param <T> the type of the value
 */
public record ReadRequest<T>(CacheKey<T> key, Loader<T> loader) {}
