package dev.homeroom.cache.readthrough;

import static dev.homeroom.cache.readthrough.CacheFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture.Value;
import dev.homeroom.cache.redis.TestRedis;
import dev.homeroom.testkit.LogCapture;
import dev.homeroom.testkit.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What readers get while Redis goes and comes back, with the old value still in it. */
class RedisOutagesTest {
  private static final CacheKey<Value> KEY = key("1");

  private final CacheFixture at = new CacheFixture();
  private final RedisServer server = RedisServer.started();
  private final TestRedis redis =
      new TestRedis.Plan(server.url()).known(at.generations).build().connected();
  private boolean inUse = true;
  private ReadThrough cache;
  private String row = "first";
  private int loads;

  @BeforeEach
  void join() {
    Tiers tiers =
        new Tiers(
            at.memory,
            redis.tier(),
            new Sharing(() -> inUse, () -> 1, true, Runnable::run, Runnable::run),
            at.recorder);
    cache = at.cache(CacheFixture.PATIENT, tiers);
  }

  @AfterEach
  void close() {
    redis.close();
    server.close();
    at.close();
  }

  private Cached<Value> read() {
    return cache.getOrLoad(
        KEY,
        scope -> {
          loads++;
          return new Value(row);
        });
  }

  private void reads(String text, Source source) {
    Cached<Value> found = read();
    assertThat(found.value().text()).isEqualTo(text);
    assertThat(found.source()).isEqualTo(source);
  }

  private void write(String text) {
    row = text;
    cache.invalidate(List.of(Tag.of("value", "1")));
  }

  private String stored() {
    return server.command("GET", "homeroom:" + KEY.text()).text();
  }

  @Test
  void twoOutages_writesInBothAndBetween_noOldValueIsEverServed() {
    reads("first", Source.DB);
    reads("first", Source.REDIS);
    inUse = false;
    reads("first", Source.MEMORY);
    write("second");
    reads("second", Source.DB);
    assertThat(stored()).as("what the outage left there").contains("first");
    inUse = true;
    assertThat(read().value().text()).isEqualTo("second");
    write("third");
    reads("third", Source.DB);
    reads("third", Source.REDIS);
    inUse = false;
    reads("third", Source.MEMORY);
    write("fourth");
    reads("fourth", Source.DB);
    assertThat(stored()).as("what the second one left there").contains("third");
    inUse = true;
    assertThat(read().value().text()).isEqualTo("fourth");
  }

  @Test
  void deletedDuringAnOutage_redisComesBackWithTheOldValue_isLoadedAnew() {
    reads("first", Source.DB);
    inUse = false;
    cache.delete(KEY);
    row = "second";
    inUse = true;
    assertThat(stored()).contains("first");
    reads("second", Source.DB);
    assertThat(stored()).contains("second");
  }

  @Test
  void redisDies_theNearCopyAnswers_andOnlyDebugTellsOfTheCall() {
    Logger logger = Logger.getLogger("dev.homeroom.cache.readthrough.Tiers");
    reads("first", Source.DB);
    logger.setLevel(Level.FINE);
    try (LogCapture log = new LogCapture(logger.getName())) {
      // The near copy is old enough to be compared.
      at.time.pass(Duration.ofSeconds(31));
      server.kill();
      reads("first", Source.REDIS);
      assertThat(loads).isEqualTo(1);
      assertThat(log.linesFrom(Level.FINE))
          .singleElement()
          .asString()
          .isEqualTo("Redis GET error: connection refused");
      assertThat(log.linesFrom(Level.INFO)).isEmpty();
    } finally {
      logger.setLevel(null);
    }
  }
}
