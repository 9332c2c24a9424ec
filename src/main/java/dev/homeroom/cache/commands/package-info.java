/**
 * The Redis-shaped commands over both tiers: natively in Redis, and in memory while Redis is away.
 * Imports {@code cache} and {@code cache.spi}.
 *
 * <p>If Redis fails, memory answers with what this instance has changed since, and the journal
 * notes these keys; once Redis is back they are deleted there (a miss, never an old value), and
 * counters are raised by their differences.
 */
@NullMarked
package dev.homeroom.cache.commands;

import org.jspecify.annotations.NullMarked;
