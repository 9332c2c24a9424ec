package dev.homeroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The kit's Redis does what its tests' faults need. */
class RedisServerTest {
  private final RedisServer redis = new RedisServer();

  @AfterEach
  void close() {
    redis.close();
    assertThat(redis.home()).doesNotExist();
  }

  @Test
  void started_answersWithTextNumberListAndNull() {
    redis.start();

    assertThat(redis.command("SET", "name", "Zoë").text()).isEqualTo("OK");
    assertThat(redis.command("GET", "name").text()).isEqualTo("Zoë");
    assertThat(redis.command("GET", "none").isNull()).isTrue();
    assertThat(redis.command("RPUSH", "list", "a", "b").number()).isEqualTo(2);
    assertThat(redis.command("LRANGE", "list", "0", "-1").texts()).containsExactly("a", "b");
    assertThat(redis.info("redis_version")).isEqualTo("7.0.15");
    assertThatThrownBy(() -> redis.command("INCR", "name")).hasMessageContaining("ERR value");
  }

  @Test
  void killed_startsAgainOnItsPort_empty_asAnotherRun() {
    redis.start();
    String run = redis.info("run_id");
    redis.command("SET", "k", "v");

    redis.kill();
    assertThatThrownBy(() -> redis.command("PING")).isInstanceOf(UncheckedIOException.class);
    redis.start();

    assertThat(redis.command("GET", "k").isNull()).isTrue();
    assertThat(redis.info("run_id")).isNotEqualTo(run);
  }

  @Test
  void killed_withAppendOnlyFile_keepsItsData_unlessStartedEmpty() {
    redis.with("appendonly", "yes").with("appendfsync", "always").start();
    redis.command("SET", "k", "v");

    redis.kill();
    redis.start();
    assertThat(redis.command("GET", "k").text()).isEqualTo("v");

    redis.kill();
    redis.startEmpty();
    assertThat(redis.command("GET", "k").isNull()).isTrue();
  }

  @Test
  void frozen_takesConnectionsAndAnswersNothing_untilThawed() {
    redis.start();
    redis.freeze();

    try (RespClient client = redis.connect(Duration.ofMillis(200))) {
      client.send("PING");
      assertThatThrownBy(client::read).hasCauseInstanceOf(SocketTimeoutException.class);
      redis.thaw();
      client.waits(Promised.NEVER);
      assertThat(client.read().text()).isEqualTo("PONG");
    }
  }

  @Test
  void monitor_seesCommands_andWhereNoneCame() {
    redis.start();
    try (RedisMonitor monitor = redis.monitor();
        RespClient client = redis.connect()) {
      client.call("SET", "k", "v");
      client.call("get", "k");

      assertThat(monitor.await("\"SET\"")).endsWith("\"SET\" \"k\" \"v\"");
      assertThat(monitor.lines()).hasSize(2);
      assertThat(monitor.lines("GET")).hasSize(1);
      assertThat(monitor.lines("UNLINK")).isEmpty();
    }
  }

  @Test
  void snapshot_isNotFoundByAStart_onlyByRestore() {
    redis.start();
    redis.command("SET", "k", "old");
    Path snapshot = redis.snapshot();
    redis.command("SET", "k", "new");

    redis.restore(snapshot);
    assertThat(redis.command("GET", "k").text()).isEqualTo("old");

    redis.kill();
    redis.start();
    assertThat(redis.command("GET", "k").isNull()).isTrue();
  }

  @Test
  void password_isAskedFor_andPartOfTheUrl() {
    redis.withPassword("s3cret").start();

    assertThat(redis.url()).isEqualTo("redis://:s3cret@127.0.0.1:" + redis.port());
    assertThat(redis.command("PING").text()).isEqualTo("PONG");
    try (RespClient stranger = new RespClient(redis.port())) {
      assertThat(stranger.call("GET", "k").text()).startsWith("NOAUTH");
    }
  }

  @Test
  void settings_reachTheServer_andABadOneSaysSo() {
    redis.with("maxmemory", "50mb").with("rename-command FLUSHALL", "").start();
    assertThat(redis.command("CONFIG", "GET", "maxmemory").texts())
        .isEqualTo(List.of("maxmemory", "52428800"));
    assertThatThrownBy(() -> redis.command("FLUSHALL")).hasMessageContaining("unknown command");

    redis.kill();
    redis.with("maxmemory", "much");
    assertThatThrownBy(redis::start).hasMessageContaining("FATAL CONFIG");
  }

  @Test
  void command_itsConnectionWasKilled_connectsAgain() {
    redis.start();
    redis.command("SET", "k", "v");
    try (RespClient other = redis.connect()) {
      other.call("CLIENT", "KILL", "TYPE", "normal");
    }

    assertThat(redis.command("GET", "k").text()).isEqualTo("v");
  }
}
