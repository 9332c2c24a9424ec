package dev.homeroom.cache.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.spi.CacheRecorder.Evicted;
import dev.homeroom.cache.spi.CacheRecorder.Operation;
import dev.homeroom.cache.spi.CacheRecorder.Unstored;
import dev.homeroom.testkit.KeptMetrics;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The names and labels that dashboards and alerts are built on. */
class MetricsRecorderTest {
  private static final Region<String> REGION =
      Region.of("metrics", String.class, "metric:{}", DataClass.SHARED, CacheTtl.MEDIUM);

  @Test
  void count_eachTier_isLabelledByTypeOperationAndRegion_andNothingElse() {
    KeptMetrics metrics = new KeptMetrics();
    MetricsRecorder recorder = new MetricsRecorder(metrics.registry());
    recorder.count(Source.REDIS, Operation.HIT, REGION);
    recorder.count(Source.REDIS, Operation.ERROR, REGION);
    recorder.count(Source.MEMORY, Operation.MISS, REGION);
    recorder.count(Source.MEMORY, Operation.MISS, REGION);
    assertThat(metrics.counted())
        .isEqualTo(
            Map.of(
                "cache_operations{operation=hit,resource=metrics,type=redis}", 1,
                "cache_operations{operation=error,resource=metrics,type=redis}", 1,
                "cache_operations{operation=miss,resource=metrics,type=memory}", 2));
  }

  @Test
  void unstored_isCountedByItsReason_andRegion() {
    KeptMetrics metrics = new KeptMetrics();
    MetricsRecorder recorder = new MetricsRecorder(metrics.registry());
    recorder.unstored("metrics", Unstored.FULL);
    assertThat(metrics.counted())
        .isEqualTo(Map.of("cache_unstored{reason=full,resource=metrics}", 1));
  }

  @Test
  void operationsOfAResource_areLabelledAsThoseOfARegion() {
    KeptMetrics metrics = new KeptMetrics();
    MetricsRecorder recorder = new MetricsRecorder(metrics.registry());
    recorder.operations("commands").count(Source.REDIS, Operation.SET);
    recorder.evicted("commands", Evicted.BYTES);
    assertThat(metrics.counted())
        .isEqualTo(
            Map.of(
                "cache_evictions{reason=bytes}", 1,
                "cache_operations{operation=set,resource=commands,type=redis}", 1,
                "cache_operations{operation=evict,resource=commands,type=memory}", 1));
  }

  @Test
  void evicted_isCountedByItsBound_andAsAnOperationOfItsRegion() {
    KeptMetrics metrics = new KeptMetrics();
    MetricsRecorder recorder = new MetricsRecorder(metrics.registry());
    recorder.evicted("metrics", Evicted.BYTES);
    recorder.evicted("metrics", Evicted.ENTRIES);
    recorder.evicted("metrics", Evicted.ENTRIES);
    assertThat(metrics.counted())
        .isEqualTo(
            Map.of(
                "cache_evictions{reason=bytes}", 1,
                "cache_evictions{reason=entries}", 2,
                "cache_operations{operation=evict,resource=metrics,type=memory}", 3));
  }
}
