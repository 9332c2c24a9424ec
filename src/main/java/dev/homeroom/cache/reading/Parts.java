package dev.homeroom.cache.reading;

import dev.homeroom.cache.CacheRecorder;
import dev.homeroom.cache.GenerationWriter;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.Ticker;
import dev.homeroom.cache.ValueFormat;
import java.time.Clock;

/**
 * What a cache service is put together from, besides its tiers and threads.
 *
 * @param known what is known of generations
 * @param writer raises them
 * @param format makes payloads
 * @param clock wall time: entries' times
 * @param ticker durations
 * @param recorder counts
 * @param ttls how long entries of a region live
 */
public record Parts(
    KnownGenerations known,
    GenerationWriter writer,
    ValueFormat format,
    Clock clock,
    Ticker ticker,
    CacheRecorder recorder,
    RegionTtls ttls) {

  /** The same with every region as it was declared. */
  public Parts(
      KnownGenerations known,
      GenerationWriter writer,
      ValueFormat format,
      Clock clock,
      Ticker ticker,
      CacheRecorder recorder) {
    this(known, writer, format, clock, ticker, recorder, RegionTtls.DECLARED);
  }
}
