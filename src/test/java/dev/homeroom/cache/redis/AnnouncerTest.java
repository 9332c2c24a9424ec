package dev.homeroom.cache.redis;

import static dev.homeroom.cache.redis.RedisTierTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.Tag;
import dev.homeroom.testkit.RedisServer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
    redis.shared().writer().write("d:blacklist:" + digit.repeat(64), JSON, until);
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
