package dev.homeroom.cache;

/**
 * A key, and what makes its value when no tier has it.
 *
 * @param <T> what the value is
 */
public record ReadRequest<T>(CacheKey<T> key, Loader<T> loader) {}
