package dev.homeroom.dashboards;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.cache.Answer;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.generations.GenerationLimits;
import dev.homeroom.cache.generations.Generations;
import dev.homeroom.cache.generations.PollResult;
import dev.homeroom.cache.memory.MemoryTier;
import dev.homeroom.cache.readthrough.CacheFixture;
import dev.homeroom.cache.readthrough.NoWriter;
import dev.homeroom.cache.readthrough.Parts;
import dev.homeroom.cache.readthrough.TestCache;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.testkit.KeptMetrics;
import dev.homeroom.testkit.ManualTime;
import dev.homeroom.testkit.MemoryTiers;
import dev.homeroom.testkit.TestRecords;
import dev.homeroom.time.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Dashboards over a database and a cache in memory, on time that a test moves. */
final class DashboardFixture implements AutoCloseable {
  final ManualTime time = ManualTime.standing();
  final MemoryTier memory = MemoryTiers.of(1_000);
  final KeptMetrics metrics = new KeptMetrics();
  final DashboardService dashboards;
  final TestBeans beans;
  private final Generations generations = new Generations(time, time, GenerationLimits.SHIPPED);

  DashboardFixture(DataSource database) {
    Parts parts =
        TestCache.parts(
            generations, new NoWriter(), CacheFixture.JSON, time, time, CacheRecorder.none());
    beans =
        new TestBeans(database, time)
            .with(CacheService.class, TestCache.real(parts, memory))
            .with(MetricRegistry.class, metrics.registry())
            .with(Ticker.class, time);
    dashboards = beans.get(DashboardService.class);
    pass(Duration.ZERO);
  }

  /** Returns the widgets of a teacher's dashboard. */
  Map<String, Answer<?>> teacher(AccessRecord teacher, boolean anew) {
    Dashboard dashboard = beans.get(TeacherDashboard.class).dashboard();
    return dashboards.read(dashboard, Viewed.of(teacher), anew);
  }

  /** Lets time pass; generations are read at its end. */
  void pass(Duration span) {
    time.pass(span);
    generations.complete(generations.begin(), new PollResult(Map.of(), false, Map.of(), Set.of()));
  }

  /** Returns the teacher of the fixture's class. */
  static AccessRecord tom() {
    return person("900102");
  }

  /** Returns somebody of the fixture's school and term. */
  static AccessRecord person(String id) {
    return TestRecords.of(
        id, "", "900011", Set.of(), Set.of(), true, "900031", Set.of(), Set.of(), Set.of());
  }

  @Override
  public void close() {
    memory.close();
  }
}
