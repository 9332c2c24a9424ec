package dev.homeroom.cache.redis;

import static dev.homeroom.cache.redis.RedisTierTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.BackgroundWriter.RedisNote;
import dev.homeroom.cache.Tag;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What follows a commit, on a real Redis. */
class AnnouncerTest {
  private static final String JSON = "{\"until\":\"2026-11-21T16:05:00.000Z\"}";
  private static RedisServer server;

  private final KnownCircuit circuit = new KnownCircuit();
  private TestRedis redis;

  @BeforeAll
  static void start() {
    server = RedisServer.started();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() {
    server.command("FLUSHALL");
    redis = new TestRedis.Plan(server.url()).circuit(circuit).build().connected();
  }

  @AfterEach
  void close() {
    redis.close();
  }

  private static String name(String digit) {
    return "homeroom:d:blacklist:" + digit.repeat(64);
  }

  private void write(String digit, Instant until) {
    redis.shared().writer().write(note(digit.repeat(64), until));
  }

  private static RedisNote note(String digest, Instant until) {
    return new RedisNote("d:blacklist:" + digest, JSON, until);
  }

  /** The pause in which it waits for work would end it too, after half a second. */
  @Test
  void close_withoutWork_isAtOnce() {
    await(() -> redis.isListening());
    long begun = System.nanoTime();
    redis.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isLessThan(Promised.within(Duration.ofMillis(100)));
    assertThat(redis.threads()).isZero();
  }

  @Test
  void write_standsThere_untilItsMoment() {
    write("a", Clock.systemUTC().instant().plusSeconds(100));
    await(() -> JSON.equals(server.command("GET", name("a")).text()));
    assertThat(server.command("TTL", name("a")).number()).isBetween(90L, 100L);
  }

  @Test
  void write_itsMomentHasPassed_isDropped() {
    write("a", Clock.systemUTC().instant().minusSeconds(1));
    write("b", Clock.systemUTC().instant().plusSeconds(100));
    await(() -> server.command("EXISTS", name("b")).number() == 1);
    assertThat(server.command("EXISTS", name("a")).number()).isZero();
  }

  @Test
  void keptWritten_standThereAtOnce_againAfterAnotherRun_andWithoutThoseThatHaveExpired() {
    Instant now = Clock.systemUTC().instant();
    redis
        .shared()
        .writer()
        .keepWritten(
            () ->
                Stream.of(
                    note("a".repeat(64), now.plusSeconds(100)),
                    note("b".repeat(64), now.plusSeconds(2)),
                    note("c".repeat(64), now.minusSeconds(1))));
    await(() -> server.command("EXISTS", name("a"), name("b")).number() == 2);
    assertThat(server.command("TTL", name("a")).number()).isBetween(90L, 100L);
    await(() -> Clock.systemUTC().instant().isAfter(now.plusSeconds(2)));

    server.command("FLUSHALL");
    circuit.run = 2;
    await(() -> server.command("EXISTS", name("a")).number() == 1);
    assertThat(server.command("KEYS", "*").texts()).containsExactly(name("a"));
  }

  @Test
  void keptWritten_tenThousand_allArrive_andWhatIsNewIsNotBehindThem() {
    Instant until = Clock.systemUTC().instant().plusSeconds(100);
    AtomicLong newOnes = new AtomicLong();
    redis
        .shared()
        .writer()
        .keepWritten(
            () ->
                IntStream.range(0, 10_000)
                    .peek(
                        i -> {
                          if (i == 5_000) {
                            write("a", until);
                          } else if (i == 9_999) {
                            newOnes.set(server.command("EXISTS", name("a")).number());
                          }
                        })
                    .mapToObj(i -> note("%064d".formatted(i), until)));
    await(() -> server.command("DBSIZE").number() == 10_001);
    assertThat(newOnes.get()).as("new ones before the last of the old ones").isEqualTo(1);
  }

  @Test
  void keptWritten_notInUse_isWrittenOnceItIs() {
    circuit.closed = false;
    Instant until = Clock.systemUTC().instant().plusSeconds(100);
    redis.shared().writer().keepWritten(() -> Stream.of(note("a".repeat(64), until)));
    circuit.closed = true;
    redis.shared().joined();
    await(() -> server.command("EXISTS", name("a")).number() == 1);
  }

  @Test
  void notInUse_everythingIsDropped_andNothingComesLater() {
    try (var monitor = server.monitor()) {
      circuit.closed = false;
      redis.push().announce(List.of(Tag.of("user", "1")));
      write("a", Clock.systemUTC().instant().plusSeconds(100));
      circuit.closed = true;
      write("b", Clock.systemUTC().instant().plusSeconds(100));
      await(() -> server.command("EXISTS", name("b")).number() == 1);
      assertThat(server.command("EXISTS", name("a")).number()).isZero();
      assertThat(monitor.lines("PUBLISH")).isEmpty();
    }
  }

  @Test
  void announce_publishesTheNamesOnce_andDeletesTheKeysThatTagsName() {
    server.command("SET", "homeroom:d:some:1", "old");
    server.command("SET", "homeroom:d:some:2", "other");
    try (var monitor = server.monitor()) {
      redis.push().announce(List.of(Tag.of("user", "1"), Tag.key("d:some:1")));
      await(() -> server.command("EXISTS", "homeroom:d:some:1").number() == 0);
      server.command("ECHO", "the end");
      monitor.await("the end");
      assertThat(monitor.lines("PUBLISH")).hasSize(1).allMatch(line -> line.contains("user:1"));
    }
    assertThat(server.command("EXISTS", "homeroom:d:some:2").number()).isEqualTo(1);
  }
}
