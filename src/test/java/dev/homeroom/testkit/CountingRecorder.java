package dev.homeroom.testkit;

import dev.homeroom.cache.Region;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.spi.CacheRecorder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts by name, for tests to look at. */
public class CountingRecorder implements CacheRecorder {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  /**
   * Returns a count: {@code HIT}, {@code TOO_LARGE}, {@code KEY}, {@code loaded}, {@code joined},
   * {@code rejected}, {@code BYTES tiers} (gone for the bound of bytes, from region tiers), {@code
   * FULL tiers}.
   */
  public long of(String name) {
    LongAdder adder = counts.get(name);
    return adder == null ? 0 : adder.sum();
  }

  private void add(String name) {
    counts.computeIfAbsent(name, n -> new LongAdder()).increment();
  }

  @Override
  public void count(Source tier, Operation operation, Region<?> region) {
    add(operation.name());
  }

  @Override
  public void countUnstored(Region<?> region, Unstored reason) {
    add(reason.name());
  }

  @Override
  public void countRefused(Region<?> region, Refused reason) {
    add(reason.name());
  }

  @Override
  public void unstored(String region, Unstored reason) {
    add(reason.name() + " " + region);
  }

  @Override
  public void evicted(String region, Evicted bound) {
    add(bound.name() + " " + region);
  }

  @Override
  public void loaded(Region<?> region, long nanos) {
    add("loaded");
  }

  @Override
  public void joined(Region<?> region) {
    add("joined");
  }

  @Override
  public void rejected(Region<?> region) {
    add("rejected");
  }
}
