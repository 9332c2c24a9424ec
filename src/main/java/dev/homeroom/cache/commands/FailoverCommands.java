package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandRefusal;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.CommandVerb;
import dev.homeroom.cache.spi.TierFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands to Redis while it is in use, else to memory, and notes in the journal what memory
 * changes in Redis' place. A key in the journal stays with memory, also while Redis is in use,
 * until Redis has forgotten its old value: so a write that Redis did not confirm is never followed
 * by a read of an older value on this instance.
 *
 * <p>Never fails because of Redis. A write of memory holds the read side of the lock; the recovery
 * that lets Redis be used again holds the write side.
 */
final class FailoverCommands implements CommandTier {
  private final Circuit circuit;
  private final CommandTier redis;
  private final MemoryCommands memory;
  private final ChangeNotes notes;
  private final Journal journal;
  private final Lock writing;

  FailoverCommands(
      Circuit circuit,
      CommandTier redis,
      MemoryCommands memory,
      ChangeNotes notes,
      ReadWriteLock lock) {
    this.circuit = circuit;
    this.redis = redis;
    this.memory = memory;
    this.notes = notes;
    this.journal = notes.journal();
    this.writing = lock.readLock();
  }

  @Override
  public List<@Nullable Object> run(List<CommandCall> calls) {
    if (!circuit.isClosed() || calls.stream().anyMatch(this::isNoted)) {
      return SplitBatch.run(calls, this::answersMemory, this::run, this::together);
    }
    return together(calls);
  }

  private List<@Nullable Object> together(List<CommandCall> calls) {
    try {
      return inRedis(calls);
    } catch (TierFailedException e) {
      return instead(calls, e.mayHaveRun());
    }
  }

  @Override
  public @Nullable Object get(String key) {
    return circuit.isClosed() ? CommandTier.super.get(key) : memory.get(key);
  }

  private List<@Nullable Object> inRedis(List<CommandCall> calls) {
    List<@Nullable Object> replies = redis.run(calls);
    notes.ran(calls, memory.now());
    return replies;
  }

  private boolean isNoted(CommandCall call) {
    return !journal.isEmpty() && call.keys().stream().anyMatch(journal::concerns);
  }

  /** Runs a command of one key in the tier that answers for it. */
  private @Nullable Object run(CommandCall call) {
    if (!answersMemory(call.key())) {
      return together(List.of(call)).get(0);
    }
    if (!call.verb().isWrite()) {
      return memory.run(call);
    }
    writing.lock();
    try {
      // Redis may have come back while this waited.
      if (answersMemory(call.key())) {
        return written(call, false);
      }
    } finally {
      writing.unlock();
    }
    return run(call);
  }

  private boolean answersMemory(String key) {
    return !circuit.isClosed() || journal.concerns(key);
  }

  /** Runs commands in memory that Redis failed to run. */
  private List<@Nullable Object> instead(List<CommandCall> calls, boolean mayHaveRun) {
    if (calls.stream().noneMatch(call -> call.verb().isWrite())) {
      return memory.run(calls);
    }
    writing.lock();
    try {
      List<@Nullable Object> replies = new ArrayList<>(calls.size());
      for (CommandCall call : calls) {
        replies.add(call.verb().isWrite() ? written(call, mayHaveRun) : memory.run(call));
      }
      return replies;
    } finally {
      writing.unlock();
    }
  }

  /** Runs a write in memory and notes it; holds the lock. */
  private @Nullable Object written(CommandCall call, boolean mayHaveRun) {
    return memory.inTurn(
        () -> {
          Object reply = memory.run(call);
          note(call, reply, mayHaveRun);
          return reply;
        });
  }

  private void note(CommandCall call, @Nullable Object reply, boolean mayHaveRun) {
    if (reply instanceof CommandRefusal || reply == null) {
      // Refused, or the end of a list that has no element here: nothing has changed.
      return;
    }
    long now = memory.now();
    if (call.verb() != CommandVerb.INCRBY) {
      call.keys().forEach(key -> journal.changed(key, now));
      return;
    }
    String key = call.key();
    if (!mayHaveRun && !memory.isCounted(key)) {
      // It was set before, and the journal may have had that done already.
      journal.changed(key, now);
    } else if (!mayHaveRun) {
      long by = WholeNumber.of(call.arguments().get(0), Refusals.NO_INTEGER);
      journal.raised(key, by, memory.endOf(key), now);
    } else if (circuit.isClosed() && !journal.concerns(key)) {
      // It counts as applied: Redis goes on counting, and memory must not.
      memory.forget(key);
    }
  }

  @Override
  public KeyPage scan(String cursor, String pattern, int count) {
    return ScanCursor.scan(cursor, circuit.isClosed() ? redis : null, memory, pattern, count);
  }
}
