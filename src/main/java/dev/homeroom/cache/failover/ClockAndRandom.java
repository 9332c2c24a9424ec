package dev.homeroom.cache.failover;

import dev.homeroom.time.Ticker;
import java.time.Clock;
import java.util.function.DoubleSupplier;

/** The clock, the ticker and the randomness (from 0, and below 1) of the state machine. */
record ClockAndRandom(Clock clock, Ticker ticker, DoubleSupplier random) {}
