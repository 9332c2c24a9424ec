package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.CommandRecovery;
import dev.homeroom.cache.spi.CommandReplay;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.CommandValues;
import dev.homeroom.cache.spi.RedisFlush;
import dev.homeroom.time.BackgroundLoop;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Waker;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** This instance's commands: both tiers, the journal, and its replay in the background. */
final class CommandTiers implements AutoCloseable {
  private static final BackgroundLoop.Name NAME =
      new BackgroundLoop.Name(
          "command-journal",
          "keys of commands that Redis did not confirm are answered from memory for longer.");

  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);

  private final Circuit circuit;
  private final Journal journal;
  private final CommandCounts counts;
  private final CommandTier tier;
  private final JournalReplay replay;
  private final CommandFlush flush;
  private final Clock clock;
  private final boolean hasRedis;
  private final Waker waker = new Waker();
  private final @Nullable BackgroundLoop loop;

  /** The tiers that the commands use. */
  record Dependencies(
      Circuit circuit,
      CommandTier redis,
      CommandReplay replay,
      RedisFlush flush,
      CommandValues values,
      CacheRecorder recorder) {}

  /** Makes them; without a Redis memory alone answers, and there is no journal. */
  CommandTiers(
      Dependencies dependencies,
      boolean hasRedis,
      Journal journal,
      Clock clock,
      BackgroundLoops loops) {
    this.circuit = dependencies.circuit();
    this.journal = journal;
    this.clock = clock;
    this.hasRedis = hasRedis;
    ReadWriteLock lock = new ReentrantReadWriteLock();
    counts = new CommandCounts(dependencies.recorder());
    MemoryCommands memory = new MemoryCommands(dependencies.values(), clock, counts);
    CommandTier redis = new CountedRedis(dependencies.redis(), counts);
    ChangeNotes notes = new ChangeNotes(journal, new RecentDeletes());
    replay = new JournalReplay(circuit, memory, dependencies.replay(), notes, lock);
    flush = new CommandFlush(circuit, dependencies.flush(), memory, replay);
    tier = hasRedis ? new FailoverCommands(circuit, redis, memory, notes, lock) : memory;
    loop = hasRedis ? loops.start(NAME, waker, this::step) : null;
  }

  private void step() {
    waker.rest(EVERY);
    if (circuit.isClosed()) {
      replay.replaySingle();
    }
  }

  CommandTier tier() {
    return tier;
  }

  CommandRecovery recovery() {
    return replay;
  }

  CommandCounts counts() {
    return counts;
  }

  ReplayFigures replayed() {
    return replay.figures();
  }

  /** Returns the age of the oldest key in the journal, in ms; 0 if it is empty. */
  long journalMillis() {
    long now = clock.millis();
    return Math.max(0, now - journal.oldestMillis(now));
  }

  long flush(String prefix) {
    return flush.flush(prefix, hasRedis);
  }

  Journal journal() {
    return journal;
  }

  @Override
  public void close() {
    BackgroundLoop started = loop;
    if (started != null) {
      started.close(CLOSE_WAIT);
    }
  }
}
