package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.Cell;
import dev.homeroom.cache.Source;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.cache.spi.TierContract;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.testkit.CountingRecorder;
import dev.homeroom.testkit.LogCapture;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of tiers on a real Redis, and what only Redis can do wrong. */
class RedisTierTest extends TierContract {
  private static final String KEY = "homeroom:d:tier:1";
  private static RedisServer server;

  private final KnownCells known = new KnownCells();
  private final KnownCircuit circuit = new KnownCircuit();
  private final CountingRecorder recorder = new CountingRecorder();
  private final Clock clock = Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC);
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
    redis = instance(TestRedis.INSTALLATION);
  }

  private TestRedis instance(String installation) {
    return new TestRedis.Plan(server.url())
        .known(known)
        .circuit(circuit)
        .recorder(recorder)
        .clock(clock)
        .installation(installation)
        .build()
        .connected();
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @Override
  protected Tier tier() {
    return redis.tier();
  }

  @Override
  protected Cell cell(String tag, long generation) {
    known.set(tag, generation);
    return known.cell(tag);
  }

  @Override
  protected void raise(String tag) {
    known.raise(tag);
  }

  private CacheEntry someEntry() {
    return entry(key("1"), "{\"a\":1}", cell("user:1", 5), 5);
  }

  @Test
  void put_writesOneJsonObject_withATimeToLive() {
    tier().put(someEntry());
    assertThat(server.command("GET", KEY).text())
        .startsWith("{\"v\":1,\"i\":\"" + TestRedis.INSTALLATION + "\",\"h\":1,\"k\":\"d:tier:1\"")
        .endsWith(",\"data\":{\"a\":1}}");
    // Until it is not even stale any more: 901,000 ms less the clock's 1,000.
    assertThat(Long.parseLong(server.command("PTTL", KEY).text())).isBetween(800_000L, 900_000L);
    assertThat(tier().source()).isEqualTo(Source.REDIS);
  }

  @Test
  void get_bytesOfNoEntry_areAMiss_andAreDeleted() {
    for (String foreign : List.of("hello", "{}", "{\"v\":2}", "[1,2", "")) {
      server.command("SET", KEY, foreign);
      assertThat(tier().get(key("1"))).as(foreign).isNull();
      await(() -> server.command("EXISTS", KEY).text().equals("0"));
    }
    assertThat(recorder.of("FORMAT")).isEqualTo(5);
  }

  @Test
  void get_changedPayload_isAMiss_andIsDeleted() {
    tier().put(someEntry());
    String text = server.command("GET", KEY).text();
    server.command("SET", KEY, text.replace("{\"a\":1}", "{\"a\":2}"));
    assertThat(tier().get(key("1"))).isNull();
    assertThat(recorder.of("CHECKSUM")).isEqualTo(1);
    await(() -> server.command("EXISTS", KEY).text().equals("0"));
  }

  @Test
  void get_anotherType_isAMiss_andPutReplacesIt() {
    server.command("RPUSH", KEY, "a", "b");
    assertThat(tier().get(key("1"))).isNull();
    tier().put(someEntry());
    assertThat(tier().get(key("1"))).isNotNull();
    assertThat(circuit.failures).isEmpty();
  }

  @Test
  void get_anEntryOfAnotherKey_failsTheCall_endsTheConnection_andAlarms() {
    tier().put(someEntry());
    server.command("RENAME", KEY, "homeroom:d:tier:2");
    int opened = Integer.parseInt(server.info("total_connections_received"));
    try (LogCapture log = new LogCapture("dev.homeroom")) {
      assertThatThrownBy(() -> tier().get(key("2"))).isInstanceOf(TierFailedException.class);
      assertThat(log.linesFrom(Level.WARNING))
          .singleElement()
          .asString()
          .contains("names another key", "This means", "Do:");
    }
    assertThat(recorder.of("KEY")).isEqualTo(1);
    await(() -> server.command("EXISTS", "homeroom:d:tier:2").text().equals("0"));
    assertThat(tier().get(key("2"))).isNull();
    // The one connection that there was is gone: what followed needed another.
    assertThat(Integer.parseInt(server.info("total_connections_received"))).isGreaterThan(opened);
  }

  @Test
  void get_anEntryWithoutATagOfItsKey_isAMiss() {
    tier().put(someEntry());
    String text = server.command("GET", KEY).text();
    server.command("SET", KEY, text.replace("\"region:tiers\":\"0\",", ""));
    assertThat(tier().get(key("1"))).isNull();
    assertThat(recorder.of("FORMAT")).isEqualTo(1);
  }

  @Test
  void get_aTagAheadOfUs_isNotCurrent_andSaysSo() {
    tier().put(entry(key("1"), "1", cell("user:1", 9), 9));
    known.set("user:1", 5);
    CacheEntry found = tier().get(key("1"));
    assertThat(found.stamps().areCurrent()).isFalse();
    assertThat(found.stamps().ahead()).extracting("name").containsExactly("user:1");
  }

  @Test
  void get_aFreshUntilFurtherOffThanTheTtl_isCutToIt() {
    CacheEntry far =
        new CacheEntry(
            "d:tier:1",
            1,
            someEntry().stamps(),
            1_000,
            9_000_000,
            9_900_000,
            new byte[] {'1'},
            null);
    tier().put(far);
    CacheEntry found = tier().get(key("1"));
    assertThat(found.freshUntilMillis()).isEqualTo(1_000 + 300_000);
    assertThat(found.staleUntilMillis()).isEqualTo(1_000 + 300_000 + 600_000);
  }

  @Test
  void twoInstallationsOnOnePrefix_missEachOther_andBothWarn() {
    tier().put(someEntry());
    try (TestRedis other = instance("00000000-0000-4000-8000-000000000002");
        LogCapture log = new LogCapture("dev.homeroom")) {
      redis.sign();
      assertThat(log.linesFrom(Level.WARNING)).isEmpty();
      other.sign();
      assertThat(log.linesFrom(Level.WARNING)).singleElement().asString().contains("CACHE_PREFIX");
      assertThat(other.tier().get(key("1"))).isNull();
      assertThat(recorder.of("INSTALLATION")).isEqualTo(1);
      assertThat(server.command("EXISTS", KEY).text()).isEqualTo("1");
      assertThat(tier().get(key("1"))).isNotNull();
      assertThat(log.linesFrom(Level.WARNING)).hasSize(2);
    }
  }

  @Test
  void getAll_manyKeys_isOneCommand() {
    try (var monitor = server.monitor()) {
      tier().getAll(List.of(key("1"), key("2"), key("3")));
      monitor.await("homeroom:d:tier:3");
      assertThat(monitor.lines("mget")).hasSize(1);
      assertThat(monitor.lines("get")).isEmpty();
    }
  }

  @Test
  void dangerousParts_haveAKeyEach_areFoundAgain_andTouchNothingElse() {
    server.command("SET", "another:program", "stays");
    List<String> parts =
        List.of(
            ":",
            "*",
            "?",
            "[a]",
            "{a}",
            "a\r\nFLUSHALL\r\n",
            "\u0000",
            " ",
            "%3A",
            "a\u030a",
            "\u00e5",
            "\u0430",
            "a",
            "A",
            "../a",
            "$1");
    for (int i = 0; i < parts.size(); i++) {
      tier().put(entry(key(parts.get(i)), Integer.toString(i), cell("user:1", 5), 5));
    }
    for (int i = 0; i < parts.size(); i++) {
      assertThat(tier().get(key(parts.get(i))).payload()).asString().isEqualTo(Integer.toString(i));
    }
    assertThat(server.command("KEYS", "homeroom:d:tier:*").texts()).hasSize(parts.size());
    tier().removeAll(List.of(key("*").text(), key("?").text(), key("[a]").text()));
    assertThat(server.command("DBSIZE").number()).isEqualTo(parts.size() - 3 + 1);
    assertThat(server.command("GET", "another:program").text()).isEqualTo("stays");
  }

  @Test
  void circuitOpen_noCommandIsSent() {
    try (var monitor = server.monitor()) {
      circuit.closed = false;
      assertThatThrownBy(() -> tier().get(key("1"))).isInstanceOf(TierFailedException.class);
      assertThatThrownBy(() -> tier().put(someEntry())).isInstanceOf(TierFailedException.class);
      server.command("ECHO", "the end");
      monitor.await("the end");
      assertThat(monitor.lines("mget")).isEmpty();
      assertThat(monitor.lines("set")).isEmpty();
    }
    assertThat(circuit.failures).isEmpty();
  }

  @Test
  void values_over32KiB_goThroughAConnectionOfTheirOwn() {
    String large = "\"" + "x".repeat(40_000) + "\"";
    tier().put(entry(key("1"), large, cell("user:1", 5), 5));
    await(() -> redis.endpoint().idleLarge() == 1);
    assertThat(tier().get(key("1")).payload()).hasSize(40_002);
    // Neither the value nor its reading took one of the others.
    assertThat(redis.endpoint().idle()).isZero();
    tier().get(key("2"));
    await(() -> redis.endpoint().idle() == 1);
  }

  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for %s", Promised.NEVER).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
