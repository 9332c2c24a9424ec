package dev.homeroom.cache.failover;

import dev.homeroom.time.Ticker;
import java.time.Clock;
import java.util.function.DoubleSupplier;

/**
 * The clock, the ticker and the source of randomness of the state machine.
 *
 * @param clock for times that people read
 * @param ticker for durations
 * @param random from 0, and below 1
 */
record ClockAndRandom(Clock clock, Ticker ticker, DoubleSupplier random) {}
