package dev.homeroom.cache.commands;

import dev.homeroom.cache.Source;
import dev.homeroom.cache.spi.CacheRecorder.Operation;
import dev.homeroom.cache.spi.CacheRecorder.OperationCounter;
import dev.homeroom.cache.spi.CommandRefusal;
import dev.homeroom.cache.spi.CommandVerb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts commands as operations of the cache: hits, misses, sets, deletes. */
final class CommandOperations {
  private final OperationCounter counter;

  CommandOperations(OperationCounter counter) {
    this.counter = counter;
  }

  void count(Source tier, Operation operation) {
    counter.count(tier, operation);
  }

  /** Counts a command by its reply: not one that was refused, or that merely looks. */
  void count(Source tier, CommandVerb verb, @Nullable Object reply) {
    if (reply instanceof CommandRefusal) {
      return;
    }
    switch (verb) {
      case GET, HGET -> read(tier, reply != null);
      case MGET -> items(reply).forEach(one -> read(tier, one != null));
      case HGETALL, LRANGE -> read(tier, !items(reply).isEmpty());
      case SET, HSET, INCRBY, HINCRBY, LPUSH, RPUSH -> counter.count(tier, Operation.SET);
      case DEL -> deleted(tier, number(reply));
      case HDEL -> deleted(tier, Math.min(1, number(reply)));
      case LPOP, RPOP -> deleted(tier, reply == null ? 0 : 1);
      case EXISTS, PEXPIRE, PTTL, HEXISTS, LLEN -> {}
    }
  }

  private void read(Source tier, boolean there) {
    counter.count(tier, there ? Operation.HIT : Operation.MISS);
  }

  private void deleted(Source tier, long count) {
    for (long i = 0; i < count; i++) {
      counter.count(tier, Operation.DELETE);
    }
  }

  private static List<?> items(@Nullable Object reply) {
    return reply instanceof List<?> list ? list : List.of();
  }

  private static long number(@Nullable Object reply) {
    return reply instanceof Long number ? number : 0;
  }
}
