package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.memory.TestValues;
import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandVerb;
import dev.homeroom.testkit.ManualTime;
import java.time.Duration;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** An instance's commands beside a stand-in for Redis, which the test takes away and gives back. */
final class StandInInstance {
  static final Duration HOUR = Duration.ofHours(1);

  final ManualTime time = ManualTime.standing();
  final StandInRedis redis = new StandInRedis(time);
  final MemoryCommands memory = new MemoryCommands(TestValues.shipped(), time);
  final Journal journal;
  final JournalReplay replay;
  final CacheCommands<String> commands;

  /** Makes one whose journal holds so much. */
  StandInInstance(int mostKeys, long mostBytes) {
    journal = new Journal(mostKeys, mostBytes);
    ChangeNotes notes = new ChangeNotes(journal, new RecentDeletes());
    ReadWriteLock lock = new ReentrantReadWriteLock();
    replay = new JournalReplay(redis, memory, redis, notes, lock);
    commands =
        new TypedCommands<>(
            new FailoverCommands(redis, redis, memory, notes, lock),
            ValueCodec.TEXTS,
            new TypedCommands.Rules(HOUR.toMillis(), Duration.ofSeconds(2), new JsonFormat()));
  }

  /** Leaves Redis. */
  void leave() {
    redis.closed = false;
  }

  /** Comes back to Redis, by the journal, of which nothing is left. */
  void comeBack() {
    assertThat(replay.prepare()).isNull();
    assertThat(replay.finish(() -> redis.closed = true)).isNull();
    assertThat(journal.isEmpty()).isTrue();
  }

  /** Sets a key as another instance would, or an old snapshot. */
  void setByAnother(String key, String value) {
    redis.data.run(CommandCall.of(CommandVerb.SET, key, ValueCodec.TEXTS.bytes(value)));
  }
}
