package dev.homeroom.cache;

import org.jspecify.annotations.Nullable;

/**
 * Figures of the tier that answers; nobody is asked for them.
 *
 * @param type the tier that answers: {@code REDIS} or {@code MEMORY}
 * @param size in Redis all keys of its database, other programs' among them, as Redis last told; in
 *     memory the entries and values of this instance
 * @param connected whether Redis is in use
 * @param connectionAttempts probes that have begun since the start while Redis was not in use
 * @param memoryUsage of Redis as it last told, for instance {@code 10.50M}; null if it never did
 * @param connectedClients of Redis, all programs', as it last told; null if it never did
 * @param uptimeSeconds of Redis as it last told; null if it never did
 */
public record CacheStats(
    Source type,
    long size,
    boolean connected,
    long connectionAttempts,
    @Nullable String memoryUsage,
    @Nullable Long connectedClients,
    @Nullable Long uptimeSeconds) {}
