package dev.homeroom.cache;

/**
 * The figures that a Redis server tells of itself in {@code INFO}.
 *
 * @param memoryUsage as Redis writes it, for instance {@code 10.50M}; empty if it does not tell
 * @param connectedClients of all programs; 0 if it does not tell
 * @param uptimeSeconds since its start; 0 if it does not tell
 * @param keys of the whole database of {@code REDIS_DB}, other programs' among them
 */
public record RedisServerFigures(
    String memoryUsage, long connectedClients, long uptimeSeconds, long keys) {}
