package dev.homeroom.cache.readthrough;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.GenerationWriter;
import dev.homeroom.cache.spi.ValueFormat;
import dev.homeroom.time.Ticker;
import java.time.Clock;
import java.util.function.DoubleSupplier;

/**
 * The parts of a cache service, besides its tiers and threads.
 *
 * @param known what is known of generations
 * @param writer raises them
 * @param format makes payloads
 * @param clock wall time: entries' times
 * @param ticker durations
 * @param recorder counts
 * @param ttls how long entries of a region live
 * @param random from 0, and below 1: by how much of a tenth a TTL is shortened
 */
public record Parts(
    KnownGenerations known,
    GenerationWriter writer,
    ValueFormat format,
    Clock clock,
    Ticker ticker,
    CacheRecorder recorder,
    RegionTtls ttls,
    DoubleSupplier random) {}
