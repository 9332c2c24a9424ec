package dev.homeroom.auth;

import dev.homeroom.audit.RequestOrigin;
import dev.homeroom.http.CallerPresence;
import org.jspecify.annotations.Nullable;

/**
 * A request that shows a password or a one-time code.
 *
 * @param caller tells whether it still waits, and by which address its failures are counted
 * @param origin where it came from, for the audit log
 * @param path the path of its endpoint, for instance {@code /auth/login}
 * @param actorId the person whose token it has; null if it has none
 * @param deadline until when it must be answered
 */
record LoginRequest(
    CallerPresence caller,
    RequestOrigin origin,
    String path,
    @Nullable String actorId,
    LoginDeadline deadline) {}
