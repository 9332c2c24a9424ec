package dev.homeroom.cache.redis;

import dev.homeroom.cache.Cell;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Generations that a test sets by hand, and the doubts that were raised. */
class KnownCells implements KnownGenerations {
  private final Map<String, AtomicLong> known = new ConcurrentHashMap<>();
  final Set<Tag> doubted = java.util.Collections.synchronizedSet(new LinkedHashSet<>());

  /** Sets what is known of a tag. */
  void set(String tag, long generation) {
    of(tag).set(generation);
  }

  /** Raises what is known of a tag. */
  void raise(String tag) {
    of(tag).incrementAndGet();
  }

  private AtomicLong of(String tag) {
    return known.computeIfAbsent(tag, ignored -> new AtomicLong());
  }

  Cell cell(String tag) {
    AtomicLong generation = of(tag);
    return new Cell() {
      @Override
      public String tag() {
        return tag;
      }

      @Override
      public boolean holds(long other) {
        return generation.get() == other;
      }

      @Override
      public boolean isBehind(long other) {
        return other > generation.get();
      }
    };
  }

  @Override
  public Stamps stampsOf(Collection<Tag> tags) {
    return new Stamps(
        tags.stream().map(tag -> cell(tag.name())).toArray(Cell[]::new),
        tags.stream().mapToLong(tag -> of(tag.name()).get()).toArray());
  }

  @Override
  public Stamps bound(Map<String, Long> generations) {
    return new Stamps(
        generations.keySet().stream().map(this::cell).toArray(Cell[]::new),
        generations.values().stream().mapToLong(Long::longValue).toArray());
  }

  @Override
  public long changes() {
    return System.nanoTime();
  }

  @Override
  public boolean isRecent() {
    return true;
  }

  @Override
  public boolean awaitRecent() {
    return true;
  }

  @Override
  public boolean awaitRecentOrAway() {
    return true;
  }

  @Override
  public Duration age() {
    return Duration.ZERO;
  }

  @Override
  public boolean awaitSettled(Collection<Tag> tags) {
    return true;
  }

  @Override
  public void doubt(Collection<Tag> tags, boolean outcomeUnknown) {
    doubted.addAll(tags);
  }

  @Override
  public boolean databaseAway() {
    return false;
  }
}
