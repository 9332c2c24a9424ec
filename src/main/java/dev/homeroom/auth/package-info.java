/**
 * Authentication: login, tokens, keys, revocations, cut-offs. May import {@code cache}, {@code
 * access}, {@code http}, {@code audit}, {@code sql}, {@code roles}, {@code schools}, {@code users},
 * {@code database} (the poller).
 *
 * <p>Fails closed: a token that cannot be judged is not accepted, and a logout is confirmed only
 * after its commit. If the database is away: tokens are judged by the last known revocations,
 * rights and cut-offs ({@code read-only}) or refused after 30 s ({@code deny}); login and logout
 * answer 503. If Redis is down: nothing changes.
 */
@NullMarked
package dev.homeroom.auth;

import org.jspecify.annotations.NullMarked;
