package dev.homeroom.cache;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the background probe has found out about Redis.
 *
 * @param lastCheck when the last probe ended; null before the first
 * @param consecutiveFailures of probes since the last good one, or since the start
 * @param connectionAttempts probes that have begun since the start while Redis was not in use
 * @param server as Redis told with the last good probe; null before, and if it tells nothing
 */
public record ProbeFigures(
    @Nullable Instant lastCheck,
    int consecutiveFailures,
    long connectionAttempts,
    @Nullable RedisServerFigures server) {}
