package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.commands.StandInRedis.Fault;
import dev.homeroom.cache.spi.RedisFlush;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a recovery, another run of Redis, and a flush leave of keys that were changed before. */
class RecoveredValuesTest {
  private static final String PREFIX = "homeroom:";

  private final StandInInstance instance = new StandInInstance(10_000, 8_000_000);
  private final StandInRedis redis = instance.redis;
  private final MemoryCommands memory = instance.memory;
  private final JournalReplay replay = instance.replay;
  private final CacheCommands<String> commands = instance.commands;

  @ParameterizedTest
  @ValueSource(strings = {"set", "expire"})
  void raised_afterTheChangeWasSent_isAMiss(String change) {
    commands.set("count", "7");
    redis.closed = false;
    if (change.equals("set")) {
      commands.set("count", "100");
    } else {
      commands.incrBy("count", 100);
      commands.expire("count", StandInInstance.HOUR);
    }
    assertThat(replay.prepare()).isNull();
    assertThat(commands.incr("count")).isEqualTo(101);

    instance.comeBack();

    assertThat(commands.get("count")).isNull();
  }

  @Test
  void raised_afterItWasDeletedAndThatWasSent_hasWhatWasCountedSince() {
    commands.set("count", "7");
    redis.closed = false;
    commands.delete("count");
    assertThat(replay.prepare()).isNull();
    assertThat(commands.incr("count")).isOne();

    instance.comeBack();

    assertThat(commands.get("count")).isEqualTo("1");
  }

  @Test
  void deletedBefore_andCountedInAnOutage_hasItsCountInAnotherRun() {
    commands.incrBy("count", 10);
    commands.delete("count");
    redis.closed = false;
    commands.incrBy("count", 5);
    instance.setByAnother("count", "10");
    redis.run = 2;

    instance.comeBack();

    assertThat(commands.get("count")).isEqualTo("5");
  }

  @Test
  void deletesThatAnotherRunDidNotHear_areSentAgain() {
    commands.set("key", "old");
    commands.delete("key");
    commands.delete("count");
    redis.closed = false;
    commands.incr("count");
    instance.setByAnother("key", "old");
    redis.run = 2;
    redis.replayFault = Fault.BEFORE;
    assertThat(replay.prepare()).isNotNull();
    redis.replayFault = Fault.NONE;

    instance.comeBack();

    assertThat(commands.get("key")).isNull();
    assertThat(commands.get("count")).isEqualTo("1");
  }

  private void staysDeletedInAnotherRun(Consumer<CacheCommands<String>> deletion) {
    commands.set("gone", "old");
    deletion.accept(commands);
    instance.setByAnother("gone", "old");
    long before = redis.run;
    redis.run = before + 1;

    assertThat(replay.replaySingle()).isNull();

    assertThat(commands.get("gone")).isNull();
  }

  @Test
  void deleted_andThenTakenFrom_staysDeletedInAnotherRun() {
    staysDeletedInAnotherRun(
        all -> {
          all.delete("gone");
          assertThat(all.lpop("gone")).isNull();
          assertThat(all.rpop("gone")).isNull();
          assertThat(all.hdel("gone", "field")).isZero();
          assertThat(all.expire("gone", StandInInstance.HOUR)).isFalse();
        });
  }

  @Test
  void expiredAtOnce_staysDeletedInAnotherRun() {
    staysDeletedInAnotherRun(all -> all.expire("gone", Duration.ZERO));
    staysDeletedInAnotherRun(all -> all.expire("gone", Duration.ofSeconds(-1)));
  }

  @Test
  void manyCounters_oneReplyIsLost_theOthersAreCounted() {
    redis.closed = false;
    for (int i = 0; i < 1_700; i++) {
      commands.incr("count:" + i);
    }
    redis.replayFault = Fault.AFTER;
    assertThat(replay.prepare()).isNotNull();
    redis.replayFault = Fault.NONE;
    instance.comeBack();

    for (int i = 0; i < 1_700; i++) {
      assertThat(commands.get("count:" + i)).isEqualTo("1");
    }
  }

  @Test
  void manyCounters_aBatchThatRedisDidNotHear_isSentAgain() {
    redis.closed = false;
    for (int i = 0; i < 1_700; i++) {
      commands.incr("count:" + i);
    }
    redis.replaying = () -> redis.replayFault = Fault.BEFORE;
    assertThat(replay.prepare()).isNotNull();
    redis.replaying = () -> {};
    redis.replayFault = Fault.NONE;
    instance.comeBack();

    for (int i = 0; i < 1_700; i++) {
      assertThat(commands.get("count:" + i)).isEqualTo("1");
    }
    assertThat(redis.replayed).hasSizeGreaterThan(3);
  }

  @Test
  void counterThatRedisDidNotHear_andAFlush_isNotThereAfterwards() {
    redis.fault = Fault.BEFORE;
    commands.incrBy("count", 5);
    redis.fault = Fault.NONE;

    flush();

    assertThat(commands.get("count")).isNull();
    assertThat(replay.replaySingle()).isNull();
    assertThat(commands.get("count")).isNull();
    redis.closed = false;
    assertThat(commands.incr("count")).isOne();
  }

  @Test
  void flush_whoseJournalRedisDoesNotHear_leavesNothingInMemory() {
    redis.fault = Fault.AFTER;
    commands.set("key", "value");
    redis.fault = Fault.NONE;
    redis.replayFault = Fault.BEFORE;

    flush();

    assertThat(commands.get("key")).isNull();
  }

  private void flush() {
    RedisFlush whole =
        new RedisFlush() {
          @Override
          public String prefix() {
            return PREFIX;
          }

          @Override
          public long otherInstallations() {
            return 0;
          }

          @Override
          public long flush() {
            redis.data.clear();
            return 0;
          }
        };
    new CommandFlush(redis, whole, memory, replay).flush(PREFIX, true);
  }
}
