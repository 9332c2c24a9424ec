package dev.homeroom.cache.commands;

import dev.homeroom.cache.memory.TestValues;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandReplay;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.CommandVerb;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.cache.spi.TierFailure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A Redis without a socket, whose failures a test chooses; and the circuit before it. */
final class StandInRedis implements CommandTier, CommandReplay, Circuit {
  /** What goes wrong. */
  enum Fault {
    NONE,
    /** It does not hear the command. */
    BEFORE,
    /** It runs the command, and the reply is lost. */
    AFTER
  }

  private static final TierFailure FAILURE = TierFailure.counted("by the test");

  /** What is in Redis. */
  final MemoryCommands data;

  final List<String> replayed = new ArrayList<>();
  volatile Fault fault = Fault.NONE;

  /** Runs while a replay waits for it. */
  volatile Runnable settling = () -> {};

  volatile Fault replayFault = Fault.NONE;
  volatile boolean closed = true;
  volatile long run = 1;

  /** How often it was asked to run commands. */
  final AtomicInteger trips = new AtomicInteger();

  /** Runs after each step of a replay. */
  volatile Runnable replaying = () -> {};

  StandInRedis(Clock clock) {
    data = new MemoryCommands(TestValues.shipped(), clock);
  }

  @Override
  public List<@Nullable Object> run(List<CommandCall> calls) {
    trips.incrementAndGet();
    if (!closed || fault == Fault.BEFORE) {
      throw new TierFailedException(FAILURE, false);
    }
    List<@Nullable Object> replies = data.run(calls);
    if (fault == Fault.AFTER) {
      throw new TierFailedException(FAILURE, true);
    }
    return replies;
  }

  @Override
  public KeyPage scan(String cursor, String pattern, int count) {
    if (fault != Fault.NONE) {
      throw new TierFailedException(FAILURE, false);
    }
    return data.scan(cursor, pattern, count);
  }

  private void replay(String what, Runnable work) {
    if (replayFault == Fault.BEFORE) {
      throw new TierFailedException(FAILURE, false);
    }
    work.run();
    replayed.add(what);
    replaying.run();
    if (replayFault == Fault.AFTER) {
      throw new TierFailedException(FAILURE, true);
    }
  }

  @Override
  public void settle() {
    settling.run();
  }

  @Override
  public void delete(Collection<String> keys) {
    replay("delete " + keys, () -> keys.forEach(data::forget));
  }

  @Override
  public void raise(Collection<Difference> differences) {
    replay(
        "raise " + differences,
        () ->
            differences.forEach(
                one -> {
                  CommandCall incr =
                      CommandCall.of(CommandVerb.INCRBY, one.key(), WholeNumber.text(one.by()));
                  long ttl = one.expiresAtMillis() - data.now();
                  data.run(one.expiresAtMillis() == Long.MAX_VALUE ? incr : incr.living(ttl));
                }));
  }

  @Override
  public void deleteAll(String prefix) {
    replay(
        "deleteAll " + prefix,
        () -> data.scan("0", prefix + "*", 100_000).keys().forEach(data::forget));
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public long redisRun() {
    return run;
  }

  @Override
  public void reconnected() {}

  @Override
  public void succeeded(long nanos) {}

  @Override
  public void failed(TierFailure failure) {}
}
