package dev.homeroom.cache;

import java.time.Instant;

/**
 * A change of state: a row of the history, and a CDI event.
 *
 * @param at by the wall clock
 * @param from the old state
 * @param to the new state
 * @param reason in a few words
 */
public record StateChange(Instant at, CacheState from, CacheState to, String reason) {}
