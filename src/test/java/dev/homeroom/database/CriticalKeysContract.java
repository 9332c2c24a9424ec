package dev.homeroom.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CommandRefusedException;
import dev.homeroom.cache.InvalidKeyException;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.Promised;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What critical keys promise, on a real database, through two instances. */
abstract class CriticalKeysContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Databases.Address address;
  private CriticalNode one;
  private CriticalNode other;

  abstract DatabaseKind kind();

  @BeforeEach
  void start() {
    address = Databases.migrated(kind());
    one = new CriticalNode(address, kind());
    other = new CriticalNode(address, kind());
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
  }

  @Test
  void set_isReadHereAtOnce_elsewhereSoon_andAfterARestart() {
    one.commands.set("session:1", "first ü", MINUTE);
    assertThat(one.commands.get("session:1")).isEqualTo("first ü");
    Promised.await(() -> "first ü".equals(other.commands.get("session:1")));

    one.commands.set("session:1", "second", MINUTE);
    assertThat(one.commands.get("session:1")).isEqualTo("second");
    Promised.await(() -> "second".equals(other.commands.get("session:1")));
    try (CriticalNode restarted = new CriticalNode(address, kind())) {
      assertThat(restarted.commands.get("session:1")).isEqualTo("second");
      assertThat(restarted.commands.ttlSeconds("session:1")).isBetween(50L, 60L);
    }
  }

  @Test
  void bytes_thatAreNoText_comeBackAsTheyWere() {
    byte[] bytes = {0, -1, (byte) 0xc3, 10, 13};

    one.commands.of(byte[].class).set("auth:key", bytes, MINUTE);

    assertThat(one.commands.of(byte[].class).get("auth:key")).isEqualTo(bytes);
  }

  @Test
  void key_endsByItsTime_byExpire_andByDelete() {
    one.commands.mset(Map.of("config:a", "1", "config:b", "2", "config:c", "3"), MINUTE);
    assertThat(one.commands.expire("config:a", Duration.ofMinutes(3))).isTrue();
    assertThat(one.commands.expire("config:none", MINUTE)).isFalse();
    assertThat(one.commands.delete("config:b", "config:none")).isOne();
    assertThat(one.commands.mget(List.of("config:a", "config:b", "config:c")))
        .containsExactly("1", null, "3");

    one.node.time.pass(Duration.ofMinutes(2));

    assertThat(one.commands.mget(List.of("config:a", "config:b", "config:c")))
        .containsExactly("1", null, null);
    assertThat(one.commands.exists("config:a", "config:c")).isOne();
    assertThat(one.commands.ttlSeconds("config:c")).isEqualTo(-2);
    assertThat(one.rows.deleteEnded()).isOne();
    assertThat(one.rows.keysAfter("", 10)).containsExactly("config:a");
  }

  @Test
  void incr_fromManyThreadsOfTwoInstances_countsEachOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      CriticalNode mine = i % 2 == 0 ? one : other;
      done.add(
          threads.submit(
              () -> {
                for (int j = 0; j < 10; j++) {
                  mine.commands.incr("critical:count");
                }
              }));
    }
    for (Future<?> each : done) {
      each.get();
    }
    threads.shutdown();

    assertThat(one.commands.incrBy("critical:count", 0)).isEqualTo(80);
    Promised.await(() -> "80".equals(other.commands.get("critical:count")));
  }

  @Test
  void otherTypes_areRefused_andOddKeys() {
    assertThatThrownBy(() -> one.commands.hset("session:1", "field", "value"))
        .isInstanceOf(CommandRefusedException.class)
        .hasMessage("ERR critical keys hold strings");
    one.commands.set("session:1", "text", MINUTE);
    assertThatThrownBy(() -> one.commands.incr("session:1"))
        .hasMessage("ERR value is not an integer or out of range");
    assertThatThrownBy(() -> one.commands.set("session:\0", "x", MINUTE))
        .isInstanceOf(InvalidKeyException.class);
    assertThat(one.commands.get("session:1")).isEqualTo("text");
    String odd = "session:' or 1=1; -- *%_ü{}";
    one.commands.set(odd, "odd", MINUTE);
    assertThat(one.commands.get(odd)).isEqualTo("odd");
    // Stored as session%3A: ten bytes of 501.
    String longest = "session:" + "x".repeat(491);
    one.commands.set(longest, "long", MINUTE);
    assertThat(one.commands.get(longest)).isEqualTo("long");
    assertThatThrownBy(() -> one.commands.set(longest + "x", "long", MINUTE))
        .isInstanceOf(InvalidKeyException.class);
    one.commands.set("session:large", "x".repeat(1_000_000), MINUTE);
    assertThat(one.commands.get("session:large")).hasSize(1_000_000);
    assertThat(other.commands.get("session:large")).hasSize(1_000_000);
  }

  @Test
  void write_inATransaction_isDoneWithItsCommit() throws Exception {
    one.commands.set("session:1", "before", MINUTE);
    assertThatThrownBy(
            () ->
                one.inTransaction(
                    () -> {
                      one.commands.set("session:1", "never", MINUTE);
                      assertThat(one.commands.get("session:1")).isEqualTo("never");
                      throw new SQLException("by the test");
                    }))
        .isInstanceOf(SQLException.class);
    assertThat(one.commands.get("session:1")).isEqualTo("before");

    one.inTransaction(
        () -> {
          one.commands.set("session:1", "after", MINUTE);
          return null;
        });

    assertThat(one.commands.get("session:1")).isEqualTo("after");
  }

  @Test
  void scan_findsCriticalKeysAndOthers_pageByPage() {
    for (int i = 0; i < 25; i++) {
      one.commands.set("session:" + i, "x", MINUTE);
      one.commands.set("other:" + i, "x", MINUTE);
    }
    TreeSet<String> found = new TreeSet<>();
    String cursor = "0";
    do {
      var page = one.commands.scan(cursor, "*:1*", 4);
      found.addAll(page.keys());
      cursor = page.cursor();
    } while (!cursor.equals("0"));

    assertThat(found).hasSize(22).contains("session:1", "session:19", "other:1", "other:19");
  }
}
