package dev.homeroom.cache.failover;

import dev.homeroom.time.Ticker;
import java.time.Clock;
import java.util.function.DoubleSupplier;

/**
 * What the state machine takes from outside.
 *
 * @param clock for what people read
 * @param ticker for durations
 * @param random from 0, and below 1
 */
record ClockAndRandom(Clock clock, Ticker ticker, DoubleSupplier random) {}
