package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.CommandRefusedException;
import dev.homeroom.cache.commands.StandInRedis.Fault;
import dev.homeroom.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Redis goes, in every way, and comes back: no old value is answered, nothing is counted twice. */
class FailoverCommandsTest {

  private final StandInInstance instance = new StandInInstance(10, 10_000);
  private final ManualTime time = instance.time;
  private final StandInRedis redis = instance.redis;
  private final MemoryCommands memory = instance.memory;
  private final Journal journal = instance.journal;
  private final JournalReplay replay = instance.replay;
  private final CacheCommands<String> commands = instance.commands;

  @Test
  void changedInAnOutage_isAMissAfterwards() {
    commands.set("changed", "old");
    commands.set("deleted", "old");
    commands.hset("hash", "field", "old");
    commands.rpush("list", List.of("old"));
    commands.set("shortened", "old");
    commands.set("same", "value");
    instance.leave();

    commands.set("changed", "new");
    commands.delete("deleted");
    commands.hset("hash", "field", "new");
    commands.rpush("list", List.of("new"));
    commands.expire("shortened", Duration.ofSeconds(1));

    assertThat(commands.get("changed")).isEqualTo("new");
    assertThat(commands.get("deleted")).isNull();
    assertThat(commands.hgetAll("hash")).containsExactly(Map.entry("field", "new"));
    assertThat(commands.get("same")).isNull();
    instance.comeBack();
    assertThat(commands.mget(List.of("changed", "deleted", "shortened", "same")))
        .containsExactly(null, null, null, "value");
    assertThat(commands.exists("hash", "list")).isZero();
  }

  @Test
  void popOfNothing_inAnOutage_leavesTheListInRedis() {
    commands.rpush("jobs", List.of("one", "two"));
    instance.leave();

    assertThat(commands.lpop("jobs")).isNull();

    instance.comeBack();
    assertThat(commands.lrange("jobs", 0, -1)).containsExactly("one", "two");
  }

  @Test
  void counter_isRaisedByItsDifferenceOnce_andKeepsItsEnd() {
    commands.incrBy("count", 10);
    commands.expire("count", Duration.ofMinutes(10));
    instance.leave();

    assertThat(commands.incrBy("count", 5)).isEqualTo(5);
    assertThat(commands.decr("count")).isEqualTo(4);
    commands.incr("made");
    time.pass(Duration.ofMinutes(1));

    instance.comeBack();
    assertThat(commands.get("count")).isEqualTo("14");
    assertThat(commands.ttlSeconds("count")).isEqualTo(9 * 60);
    assertThat(commands.ttlSeconds("made")).isEqualTo(59 * 60);
    assertThat(redis.replayed).hasSize(1);
  }

  @Test
  void counterThatEndedInAnOutage_isNotRaised() {
    commands.incrBy("count", 10);
    instance.leave();
    commands.incrBy("count", 5);
    time.pass(Duration.ofMinutes(61));
    commands.incrBy("again", 1);
    commands.incrBy("count", 2);
    time.pass(Duration.ofMinutes(30));

    instance.comeBack();

    assertThat(commands.get("count")).isEqualTo("2");
    assertThat(commands.ttlSeconds("count")).isEqualTo(30 * 60);
  }

  @Test
  void counterThatWasSetInAnOutage_isAMissAfterwards() {
    commands.incrBy("count", 10);
    instance.leave();
    commands.incr("count");
    commands.set("count", "100");
    commands.incr("count");

    instance.comeBack();

    assertThat(commands.get("count")).isNull();
  }

  @Test
  void differences_areNeverSentTwice_alsoIfTheirReplyIsLost() {
    commands.incrBy("count", 10);
    instance.leave();
    commands.incrBy("count", 5);
    redis.replayFault = Fault.AFTER;
    assertThat(replay.prepare()).isNotNull();
    redis.replayFault = Fault.NONE;

    instance.comeBack();

    assertThat(commands.get("count")).isEqualTo("15");
  }

  @Test
  void differences_thatRedisDidNotHear_areSentAgain() {
    commands.incrBy("count", 10);
    instance.leave();
    commands.incrBy("count", 5);
    redis.replayFault = Fault.BEFORE;
    assertThat(replay.prepare()).isNotNull();
    redis.replayFault = Fault.NONE;

    instance.comeBack();

    assertThat(commands.get("count")).isEqualTo("15");
  }

  @Test
  void changesWhileTheJournalIsSent_areNotForgotten() {
    commands.set("key", "old");
    instance.leave();
    commands.set("key", "new");
    assertThat(replay.prepare()).isNull();
    instance.setByAnother("key", "old");
    commands.set("key", "newer");
    commands.incr("count");

    assertThat(replay.finish(() -> redis.closed = true)).isNull();

    assertThat(commands.get("key")).isNull();
    assertThat(commands.get("count")).isEqualTo("1");
  }

  @Test
  void failedRecovery_leavesMemoryInCharge() {
    instance.leave();
    commands.set("key", "new");
    redis.replayFault = Fault.BEFORE;

    assertThat(replay.prepare()).isNotNull();
    assertThat(replay.finish(() -> redis.closed = true)).isNotNull();

    assertThat(redis.closed).isFalse();
    assertThat(commands.get("key")).isEqualTo("new");
  }

  @Test
  void unconfirmedWrite_isAnsweredByMemory_untilRedisHasForgottenTheOldValue() {
    commands.set("key", "old");
    for (Fault fault : List.of(Fault.BEFORE, Fault.AFTER)) {
      redis.fault = fault;
      commands.set("key", "new");
      redis.fault = Fault.NONE;

      assertThat(commands.get("key")).isEqualTo("new");
      assertThat(commands.mget(List.of("key", "other"))).containsExactly("new", null);
      assertThat(replay.replaySingle()).isNull();
      assertThat(commands.get("key")).isNull();
      assertThat(memory.scan("0", "*", 10).keys()).isEmpty();
    }
  }

  @Test
  void writeThatRedisDidNotConfirm_whileAnOlderOneIsReplayed_staysWithMemory() {
    commands.set("key", "old");
    redis.fault = Fault.AFTER;
    commands.set("key", "new");
    redis.settling = () -> commands.set("key", "newer");

    assertThat(replay.replaySingle()).isNull();
    redis.fault = Fault.NONE;
    redis.settling = () -> {};

    assertThat(commands.get("key")).isEqualTo("newer");
    assertThat(replay.replaySingle()).isNull();
    assertThat(commands.get("key")).isNull();
  }

  @Test
  void unconfirmedCounter_countsAsApplied() {
    commands.incrBy("count", 10);
    redis.fault = Fault.AFTER;
    commands.incr("count");
    redis.fault = Fault.NONE;
    assertThat(commands.get("count")).isEqualTo("11");

    redis.fault = Fault.BEFORE;
    commands.incr("count");
    redis.fault = Fault.NONE;
    assertThat(replay.replaySingle()).isNull();

    assertThat(commands.get("count")).isEqualTo("12");
  }

  @Test
  void journalThatOverflows_deletesAllThatBeginsAlike() {
    commands.set("a:untouched", "old");
    commands.set("b:untouched", "old");
    commands.set("a:5", "old");
    instance.leave();
    for (int i = 0; i < 20; i++) {
      commands.set("a:" + i, "new");
    }
    assertThat(journal.depth()).isLessThanOrEqualTo(10);
    assertThat(journal.overflows()).isOne();

    instance.comeBack();

    assertThat(commands.get("a:5")).isNull();
    assertThat(commands.get("a:untouched")).isNull();
    assertThat(commands.get("b:untouched")).isEqualTo("old");
  }

  @Test
  void journalThatOverflowsWhileRedisIsInUse_leavesNothingInMemory() {
    redis.fault = Fault.BEFORE;
    for (int i = 0; i < 20; i++) {
      commands.set("a:" + i, "new");
    }
    redis.fault = Fault.NONE;

    assertThat(replay.replaySingle()).isNull();

    assertThat(journal.isEmpty()).isTrue();
    assertThat(memory.scan("0", "*", 100).keys()).isEmpty();
  }

  @Test
  void deletesOfTheLastTwoMinutes_areSentAgainToAnotherRun() {
    commands.mset(Map.of("gone", "old", "early", "old", "back", "old"));
    commands.delete("early");
    time.pass(Duration.ofSeconds(121));
    commands.delete("gone", "back");
    commands.set("back", "new");
    // Redis comes back with an older state.
    instance.setByAnother("gone", "old");
    instance.setByAnother("early", "old");
    redis.run = 2;

    assertThat(replay.replaySingle()).isNull();

    assertThat(commands.mget(List.of("gone", "early", "back"))).containsExactly(null, "old", "new");
  }

  @Test
  void refusals_areTheSameInAnOutage_andChangeNothing() {
    commands.set("text", "x");
    assertThatThrownBy(() -> commands.incr("text"))
        .isInstanceOf(CommandRefusedException.class)
        .hasMessage("ERR value is not an integer or out of range");
    instance.leave();
    commands.set("word", "x");
    assertThatThrownBy(() -> commands.incr("word"))
        .isInstanceOf(CommandRefusedException.class)
        .hasMessage("ERR value is not an integer or out of range");
    assertThatThrownBy(() -> commands.lpush("word", List.of("y")))
        .hasMessageStartingWith("WRONGTYPE");
    assertThat(commands.get("word")).isEqualTo("x");
  }

  @Test
  void pipeline_answersInOrder_inBothTiers() {
    for (boolean away : List.of(false, true)) {
      redis.closed = !away;
      assertThat(
              commands.pipelined(
                  all -> {
                    all.set("p", "text");
                    all.incr("p");
                    all.get("p");
                    all.hset("h", "f", "v");
                    all.hgetAll("h");
                    all.delete("p", "h");
                  }))
          .satisfiesExactly(
              one -> assertThat(one).isNull(),
              one -> assertThat(one).isInstanceOf(CommandRefusedException.class),
              one -> assertThat(one).isEqualTo("text"),
              one -> assertThat(one).isEqualTo(1L),
              one -> assertThat(one).isEqualTo(Map.of("f", "v")),
              one -> assertThat(one).isEqualTo(2L));
    }
  }
}
