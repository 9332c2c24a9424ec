package dev.homeroom.cache;

import java.time.Instant;

/**
 * One change of state: a row of the history, and the event that CDI observers get.
 *
 * @param at when, by the wall clock
 * @param from the old state
 * @param to the new state
 * @param reason why, in a few words
 */
public record StateChange(Instant at, CacheState from, CacheState to, String reason) {}
