package dev.homeroom.testkit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What came of the requests of a {@link LoadDriver}, in the order they were meant to start.
 *
 * @param time from the start of the run to its end
 */
public record LoadResult(List<Sample> samples, Duration time) {
  /** Copies the list. */
  public LoadResult {
    samples = List.copyOf(samples);
  }

  /**
   * One request.
   *
   * @param phase in which it was meant to start
   * @param intendedNanos when that was, from the start of the run
   * @param latencyNanos from then until its answer was read
   * @param status 0 if there was no answer
   * @param tag what the test drew from the body, or empty
   * @param problem why it failed, or empty
   */
  public record Sample(
      String phase, long intendedNanos, long latencyNanos, int status, String tag, String problem) {
    /** Tells whether it failed. */
    public boolean failed() {
      return !problem.isEmpty();
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "[%s] at %d ms: %d, %.1f ms %s %s",
          phase,
          intendedNanos / 1_000_000,
          status,
          latencyNanos / 1e6,
          tag,
          problem);
    }
  }

  /** Returns how many there were. */
  public int count() {
    return samples.size();
  }

  /** Returns how many failed: no answer, another status, or a body that the test refused. */
  public int failed() {
    return failures().size();
  }

  /** Returns those that failed. */
  public List<Sample> failures() {
    return samples.stream().filter(Sample::failed).toList();
  }

  /** Returns the requests that did not fail, a second. */
  public double perSecond() {
    return (count() - failed()) * 1e9 / Math.max(1, time.toNanos());
  }

  /** Returns those of a phase alone; its {@code time} stays that of the whole run. */
  public LoadResult in(String phase) {
    return only(sample -> sample.phase().equals(phase));
  }

  /** Returns some of them. */
  public LoadResult only(Predicate<Sample> which) {
    return new LoadResult(samples.stream().filter(which).toList(), time);
  }

  /** Returns those that took longer. */
  public List<Sample> slowerThan(Duration bound) {
    return samples.stream().filter(sample -> sample.latencyNanos() > bound.toNanos()).toList();
  }

  /** Returns how many there were of each tag. */
  public Map<String, Long> tags() {
    return samples.stream()
        .collect(Collectors.groupingBy(Sample::tag, TreeMap::new, Collectors.counting()));
  }

  /** Returns the median. */
  public Duration p50() {
    return percentile(50);
  }

  /** Returns what 99 of 100 did not exceed. */
  public Duration p99() {
    return percentile(99);
  }

  /** Returns what 999 of 1,000 did not exceed. */
  public Duration p999() {
    return percentile(99.9);
  }

  /** Returns the slowest. */
  public Duration max() {
    return percentile(100);
  }

  /** Returns a latency, failed requests included; zero if there was none. */
  public Duration percentile(double percent) {
    long[] sorted = samples.stream().mapToLong(Sample::latencyNanos).toArray();
    if (sorted.length == 0) {
      return Duration.ZERO;
    }
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(sorted.length * percent / 100);
    return Duration.ofNanos(sorted[Math.max(0, rank - 1)]);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d requests, %d failed, p50 %.1f ms, p99 %.1f, p99.9 %.1f, max %.1f, %s",
        count(),
        failed(),
        p50().toNanos() / 1e6,
        p99().toNanos() / 1e6,
        p999().toNanos() / 1e6,
        max().toNanos() / 1e6,
        tags());
  }
}
