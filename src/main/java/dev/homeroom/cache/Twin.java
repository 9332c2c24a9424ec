package dev.homeroom.cache;

/**
 * What this instance knows of its entry's twin in Redis.
 *
 * @param run the run of Redis in which it was seen or put there ({@link Circuit#redisRun})
 * @param comparedMillis when that was, ms since 1970
 */
public record Twin(long run, long comparedMillis) {}
